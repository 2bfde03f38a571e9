-- What was kept of a plan, letters and signatures are never altered, by nobody: not by the owner of the tables either.

CREATE FUNCTION targetree_kept_as_it_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% are kept as they are', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['plan_copies', 'letters', 'letter_signatures'] LOOP
    EXECUTE format('CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION targetree_kept_as_it_is()', t);
    EXECUTE format('CREATE TRIGGER kept_whole BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION targetree_kept_as_it_is()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['letters', 'letter_signatures', 'plan_deadlines'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION targetree_record()', t);
  END LOOP;
END $$;

CREATE POLICY see ON letters FOR SELECT TO targetree_app USING (plan_id IN (SELECT id FROM work_plans));
CREATE POLICY add ON letters FOR INSERT TO targetree_app WITH CHECK (
  account_id = targetree_account() AND plan_id IN (
    SELECT id FROM work_plans WHERE status = 'agreed' AND node_id IN (
      SELECT id FROM nodes WHERE path && (SELECT targetree_roots('director', 'manager')))));
REVOKE UPDATE, DELETE ON letters, letter_signatures FROM targetree_app;

CREATE POLICY see ON letter_signatures FOR SELECT TO targetree_app USING (letter_id IN (SELECT id FROM letters));
CREATE POLICY sign ON letter_signatures FOR INSERT TO targetree_app WITH CHECK (
  account_id = targetree_account() AND EXISTS (
    SELECT 1 FROM letters l JOIN work_plans w ON w.id = l.plan_id JOIN nodes n ON n.id = w.node_id
    WHERE l.id = letter_id AND l.digest = letter_signatures.digest AND CASE side
      WHEN 'person' THEN l.person_id = (SELECT a.person_id FROM accounts a WHERE a.id = targetree_account())
      ELSE n.path && (SELECT targetree_roots('director', 'manager')) END));

CREATE POLICY see ON plan_deadlines FOR SELECT TO targetree_app USING (
  (SELECT targetree_has_role('director', 'manager', 'seller', 'operations', 'auditor')));
CREATE POLICY change ON plan_deadlines FOR ALL TO targetree_app
  USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()));
