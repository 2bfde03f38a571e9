-- Row-level security, the second fence behind the filters of the services. Forced on the owner of the tables as well,
-- who passes by a policy of its own.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'accounts', 'actuals', 'api_tokens', 'calendar_days', 'comments', 'commitments', 'company', 'customer_lines',
    'customers', 'edits', 'funnel_steps', 'grants', 'heading_maps', 'holds', 'idempotency_keys', 'import_runs',
    'invitations', 'line_changes', 'lines', 'market_notes', 'measures', 'nodes', 'opportunities', 'people', 'places',
    'products', 'receipt_lines', 'receivables', 'records', 'rewards', 'sheets', 'statement_links', 'statements',
    'versions']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;

  -- The organisation: one's own part of it, and what stands above.
  CREATE POLICY see ON nodes FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all())
    OR path && (SELECT targetree_roots('manager', 'seller'))
    OR id = ANY ((SELECT targetree_chain('manager', 'seller'))::bigint[]));
  CREATE POLICY see ON people FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all())
    OR id IN (SELECT person_id FROM nodes) OR id IN (SELECT manager_id FROM nodes)
    OR id IN (SELECT person_id FROM accounts WHERE accounts.id = targetree_account()));
  FOREACH t IN ARRAY ARRAY['nodes', 'people'] LOOP
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()))', t);
  END LOOP;

  -- What everybody who works here may read.
  FOREACH t IN ARRAY ARRAY['company', 'products', 'measures', 'statements', 'calendar_days', 'funnel_steps', 'rewards',
                           'market_notes'] LOOP
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING (
      (SELECT targetree_has_role(''director'', ''manager'', ''seller'', ''colleague'', ''operations'', ''auditor'')))', t);
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()))', t);
  END LOOP;

  -- Customers and what is known of them, by whose they are.
  CREATE POLICY see ON customers FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR owner_id IN (SELECT person_id FROM nodes));
  CREATE POLICY see ON opportunities FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR owner_id IN (SELECT person_id FROM nodes));
  CREATE POLICY see ON receivables FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR owner_id IN (SELECT person_id FROM nodes));
  CREATE POLICY see ON actuals FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR person_id IN (SELECT person_id FROM nodes));
  FOREACH t IN ARRAY ARRAY['customers', 'opportunities', 'receivables', 'actuals'] LOOP
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()))', t);
  END LOOP;

  -- Versions: drafts are for those who plan.
  CREATE POLICY see ON versions FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all())
    OR (status <> 'draft' AND (SELECT targetree_has_role('manager', 'seller'))));
  CREATE POLICY see ON sheets FOR SELECT TO targetree_app USING (version_id IN (SELECT id FROM versions));
  CREATE POLICY see ON places FOR SELECT TO targetree_app USING (
    version_id IN (SELECT id FROM versions)
    AND ((SELECT targetree_sees_all()) OR node_id IN (SELECT id FROM nodes)));
  FOREACH t IN ARRAY ARRAY['versions', 'sheets', 'places'] LOOP
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()))', t);
  END LOOP;
  CREATE POLICY count ON sheets FOR UPDATE TO targetree_app
    USING ((SELECT targetree_has_role('manager'))) WITH CHECK ((SELECT targetree_has_role('manager')));
  CREATE POLICY lock ON versions FOR UPDATE TO targetree_app
    USING ((SELECT targetree_has_role('manager', 'seller'))) WITH CHECK (false);

  -- The numbers.
  FOREACH t IN ARRAY ARRAY['lines', 'receipt_lines', 'customer_lines', 'holds', 'edits', 'line_changes'] LOOP
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING (
      sheet_id IN (SELECT id FROM sheets)
      AND ((SELECT targetree_sees_all()) OR node_id IN (SELECT id FROM nodes)))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['receipt_lines', 'holds', 'edits', 'statement_links'] LOOP
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app USING (
      (SELECT targetree_administers())
      OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots(''manager'')))) WITH CHECK (
      (SELECT targetree_administers())
      OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots(''manager''))))', t);
  END LOOP;
  CREATE POLICY change ON lines FOR ALL TO targetree_app USING (
    (SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager'))
                                           OR id = ANY ((SELECT targetree_chain('manager'))::bigint[]))) WITH CHECK (
    (SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager'))
                                           OR id = ANY ((SELECT targetree_chain('manager'))::bigint[])));
  CREATE POLICY change ON customer_lines FOR ALL TO targetree_app USING (
    (SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller')))) WITH CHECK (
    (SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
  CREATE POLICY see ON statement_links FOR SELECT TO targetree_app USING (node_id IN (SELECT id FROM nodes));

  -- Commitments and what is said about them: one's own part, not the chain above.
  FOREACH t IN ARRAY ARRAY['commitments', 'comments'] LOOP
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING (
      (SELECT targetree_sees_all())
      OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots(''manager'', ''seller''))))', t);
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app USING (
      node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots(''director'', ''operations'', ''manager'', ''seller'')))) WITH CHECK (
      node_id IN (SELECT id FROM nodes WHERE path &&
        (SELECT targetree_roots(''director'', ''operations'', ''manager'', ''seller''))))', t);
  END LOOP;

  -- Accounts. Before anybody has signed in (no account told) the one who knocks is looked up.
  CREATE POLICY see ON accounts FOR SELECT TO targetree_app USING (
    targetree_account() IS NULL OR id = targetree_account()
    OR (SELECT targetree_has_role('director', 'manager', 'seller', 'colleague', 'operations', 'auditor')));
  CREATE POLICY enter ON accounts FOR INSERT TO targetree_app WITH CHECK (
    targetree_account() IS NULL OR (SELECT targetree_administers()));
  CREATE POLICY change ON accounts FOR UPDATE TO targetree_app USING (
    targetree_account() IS NULL OR id = targetree_account() OR (SELECT targetree_administers()));
  CREATE POLICY see ON grants FOR SELECT TO targetree_app USING (
    account_id = targetree_account() OR (SELECT targetree_sees_all()));
  CREATE POLICY change ON grants FOR ALL TO targetree_app
    USING ((SELECT targetree_directs()) OR ((SELECT targetree_administers()) AND role <> 'director'))
    WITH CHECK ((SELECT targetree_directs()) OR ((SELECT targetree_administers()) AND role <> 'director'));
  CREATE POLICY see ON invitations FOR SELECT TO targetree_app USING (
    targetree_account() IS NULL OR (SELECT targetree_sees_all()));
  CREATE POLICY change ON invitations FOR ALL TO targetree_app
    USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()));
  CREATE POLICY own ON api_tokens FOR ALL TO targetree_app
    USING (targetree_account() IS NULL OR account_id = targetree_account())
    WITH CHECK (targetree_account() IS NULL OR account_id = targetree_account());
  CREATE POLICY see ON api_tokens FOR SELECT TO targetree_app USING ((SELECT targetree_sees_all()));
  CREATE POLICY revoke ON api_tokens FOR UPDATE TO targetree_app USING ((SELECT targetree_administers()));
  CREATE POLICY own ON idempotency_keys FOR ALL TO targetree_app
    USING (account_id = targetree_account()) WITH CHECK (account_id = targetree_account());

  -- Imports.
  FOREACH t IN ARRAY ARRAY['import_runs', 'heading_maps'] LOOP
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING ((SELECT targetree_sees_all()))', t);
    EXECUTE format('CREATE POLICY change ON %I FOR ALL TO targetree_app
      USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()))', t);
  END LOOP;

  -- The record: a manager reads what concerns the subtree, everybody what concerns themselves.
  CREATE POLICY see ON records FOR SELECT TO targetree_app USING (
    (SELECT targetree_sees_all()) OR account_id = targetree_account()
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
END $$;

GRANT USAGE ON SCHEMA public TO targetree_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO targetree_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO targetree_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO targetree_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO targetree_app;
REVOKE INSERT, UPDATE, DELETE ON records FROM targetree_app;
REVOKE INSERT, UPDATE, DELETE ON line_changes FROM targetree_app;
REVOKE UPDATE, DELETE ON edits FROM targetree_app;
