-- Work plans are for those whose part they are and for those who see all; requests also for whom they ask.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['work_plans', 'conditions', 'plan_points', 'actions', 'action_dependencies', 'focuses',
                           'checkpoints', 'support_requests', 'plan_comments', 'plan_copies'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;

  CREATE POLICY see ON work_plans FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
  CREATE POLICY change ON work_plans FOR ALL TO targetree_app
    USING (node_id IN (SELECT id FROM nodes WHERE path &&
      (SELECT targetree_roots('director', 'operations', 'manager', 'seller'))))
    WITH CHECK (node_id IN (SELECT id FROM nodes WHERE path &&
      (SELECT targetree_roots('director', 'operations', 'manager', 'seller'))));

  FOREACH t IN ARRAY ARRAY['conditions', 'plan_points', 'actions', 'focuses', 'checkpoints', 'plan_comments',
                           'plan_copies'] LOOP
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING (
      plan_id IN (SELECT id FROM work_plans))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['conditions', 'plan_points', 'actions', 'focuses', 'checkpoints', 'plan_comments'] LOOP
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING (plan_id IN (SELECT id FROM work_plans WHERE node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots(''director'', ''operations'', ''manager'', ''seller'')))))
      WITH CHECK (plan_id IN (SELECT id FROM work_plans WHERE node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots(''director'', ''operations'', ''manager'', ''seller'')))))', t);
  END LOOP;
  CREATE POLICY add ON plan_copies FOR INSERT TO targetree_app
    WITH CHECK (account_id = targetree_account() AND plan_id IN (
      SELECT id FROM work_plans WHERE node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots('director', 'operations', 'manager', 'seller')))));
  CREATE POLICY see ON action_dependencies FOR SELECT TO targetree_app USING (
    from_action_id IN (SELECT id FROM actions));
  CREATE POLICY change ON action_dependencies FOR ALL TO targetree_app
    USING (from_action_id IN (SELECT id FROM actions) AND
      (SELECT targetree_has_role('director', 'operations', 'manager', 'seller')))
    WITH CHECK (from_action_id IN (SELECT id FROM actions) AND
      (SELECT targetree_has_role('director', 'operations', 'manager', 'seller')));

  CREATE POLICY see ON support_requests FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR to_account_id = targetree_account() OR asked_by_id = targetree_account()
    OR to_node_id = ANY ((SELECT targetree_roots('director', 'manager'))::bigint[])
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
  CREATE POLICY ask ON support_requests FOR INSERT TO targetree_app WITH CHECK (
    asked_by_id = targetree_account() AND plan_id IN (SELECT id FROM work_plans WHERE node_id = support_requests.node_id
      AND node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots('director', 'operations', 'manager', 'seller')))));
  CREATE POLICY answer ON support_requests FOR UPDATE TO targetree_app USING (
    to_account_id = targetree_account()
    OR to_node_id = ANY ((SELECT targetree_roots('director', 'manager'))::bigint[])
    OR node_id IN (SELECT id FROM nodes WHERE path &&
      (SELECT targetree_roots('director', 'operations', 'manager', 'seller'))));
END $$;
REVOKE UPDATE, DELETE ON plan_copies FROM targetree_app;
REVOKE DELETE ON support_requests FROM targetree_app;
REVOKE DELETE ON work_plans FROM targetree_app;

-- The record knows whose plan a row belongs to.
CREATE OR REPLACE FUNCTION targetree_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  hidden text[] := ARRAY['password', 'last_login', 'token_hash', 'path', 'position', 'last_used_at', 'file',
                         'content', 'changed_at', 'changed_by_id'];
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - hidden END;
  is_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - hidden END;
  whole jsonb := coalesce(is_now, was);
  who bigint := targetree_account();
  about bigint := (whole ->> 'node_id')::bigint;
BEGIN
  IF whole ? 'plan_id' OR TG_TABLE_NAME = 'work_plans' THEN
    was := was - 'revision';
    is_now := is_now - 'revision';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF was = is_now THEN
      RETURN NULL;
    END IF;
    SELECT jsonb_object_agg(key, value) INTO was FROM jsonb_each(was) WHERE value IS DISTINCT FROM is_now -> key;
    SELECT jsonb_object_agg(key, value) INTO is_now FROM jsonb_each(is_now)
      WHERE key IN (SELECT jsonb_object_keys(was));
  END IF;
  IF TG_TABLE_NAME = 'nodes' THEN
    about := (whole ->> 'id')::bigint;
  ELSIF TG_TABLE_NAME IN ('people', 'customers') THEN
    SELECT n.id INTO about FROM nodes n
    WHERE n.person_id = (whole ->> CASE TG_TABLE_NAME WHEN 'people' THEN 'id' ELSE 'owner_id' END)::bigint
    ORDER BY n.archived_at IS NOT NULL, n.starts DESC NULLS LAST, n.id LIMIT 1;
  ELSIF about IS NULL AND whole ? 'plan_id' THEN
    SELECT node_id INTO about FROM work_plans WHERE id = (whole ->> 'plan_id')::bigint;
  END IF;
  INSERT INTO records (at, account_id, account_name, "table", row_id, action, before, after, why, node_id)
  VALUES (clock_timestamp(), who, coalesce((SELECT name FROM accounts WHERE id = who), ''), TG_TABLE_NAME,
          (whole ->> 'id')::bigint, lower(TG_OP), was, is_now, coalesce(current_setting('targetree.why', true), ''),
          about);
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['work_plans', 'conditions', 'plan_points', 'actions', 'focuses', 'checkpoints',
                           'support_requests', 'plan_comments', 'plan_copies'] LOOP
    EXECUTE format('CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION targetree_record()', t);
  END LOOP;
END $$;
