-- What a target rests on is for those whose part it is; what is judged is written by them, and never altered.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outlooks', 'judgements'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO targetree_app USING (
      (SELECT targetree_sees_all())
      OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots(''manager'', ''seller''))))', t);
  END LOOP;
END $$;
ALTER TABLE outlook_bases ENABLE ROW LEVEL SECURITY;
ALTER TABLE outlook_bases FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON outlook_bases TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON outlook_bases FOR SELECT TO targetree_app USING (sheet_id IN (SELECT id FROM sheets));
CREATE POLICY change ON outlook_bases FOR ALL TO targetree_app
  USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()));
CREATE POLICY change ON outlooks FOR ALL TO targetree_app
  USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()));
CREATE POLICY judge ON judgements FOR INSERT TO targetree_app WITH CHECK (
  account_id = targetree_account() AND node_id IN (SELECT id FROM nodes WHERE path &&
    (SELECT targetree_roots('director', 'operations', 'manager', 'seller'))));
REVOKE UPDATE, DELETE ON judgements FROM targetree_app;
CREATE TRIGGER record AFTER INSERT ON judgements FOR EACH ROW EXECUTE FUNCTION targetree_record();

-- The rows below a node, with their customers (also those that a colleague who left once had), what was last judged of
-- each, and what is open with it. The right is looked at once.
CREATE FUNCTION targetree_outlooks(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (node bigint, customer bigint, code varchar, name varchar, city varchar, traits text, habits text,
               stage smallint, expected bigint, variance float8, habit bigint, alive float8, orders int,
               order_value bigint, last_year bigint, last_order date, every_days float8, judged bigint, reason text,
               judge varchar, judged_at timestamptz, open_count bigint, open_fen bigint, next_close date, shared_error float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) OR NOT EXISTS (
      SELECT 1 FROM sheets s WHERE s.id = wanted_sheet AND targetree_sees_version(s.version_id)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT o.node_id, c.id, c.code, c.name, c.city, c.traits, c.habits, o.stage, o.expected, o.variance, o.habit,
      o.alive, o.orders, o.order_value, o.last_year, o.last_order, o.every_days,
      j.amount, j.reason, a.name, j.at, coalesce(p.count, 0), coalesce(p.fen, 0)::bigint, p.next, sqrt(b.common_error ^ 2 + b.person_error ^ 2)
    FROM sheets s
    JOIN places seat ON seat.version_id = s.version_id AND wanted = ANY (seat.path)
    JOIN outlooks o ON o.sheet_id = s.id AND o.node_id = seat.node_id
    JOIN outlook_bases b ON b.sheet_id = s.id
    CROSS JOIN company y
    LEFT JOIN customers c ON c.id = o.customer_id
    LEFT JOIN LATERAL (
      SELECT * FROM judgements j WHERE j.customer_id = c.id AND j.measure_id = s.measure_id AND j.year = y.plan_year
      ORDER BY j.id DESC LIMIT 1) j ON j.amount IS NOT NULL
    LEFT JOIN accounts a ON a.id = j.account_id
    LEFT JOIN (
      SELECT q.customer_id, count(*) AS count, sum(q.amount_fen) AS fen, min(q.expected_close) AS next
      FROM opportunities q WHERE q.outcome = '' AND q.closed IS NULL GROUP BY q.customer_id) p ON p.customer_id = c.id
    WHERE s.id = wanted_sheet
    ORDER BY o.expected DESC, o.id;
END $$;

-- What the customers at a node and below have bought, whoever sold it to them.
CREATE FUNCTION targetree_bought(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (customer bigint, product bigint, amount bigint, last date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) OR NOT EXISTS (
      SELECT 1 FROM sheets s WHERE s.id = wanted_sheet AND targetree_sees_version(s.version_id)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.customer_id, a.product_id, sum(a.amount)::bigint, max(a.day)
    FROM actuals a
    WHERE a.measure_id = (SELECT s.measure_id FROM sheets s WHERE s.id = wanted_sheet) AND a.product_id IS NOT NULL
      AND a.customer_id IN (
        SELECT o.customer_id FROM sheets s
        JOIN places seat ON seat.version_id = s.version_id AND wanted = ANY (seat.path)
        JOIN outlooks o ON o.sheet_id = s.id AND o.node_id = seat.node_id
        WHERE s.id = wanted_sheet)
    GROUP BY 1, 2;
END $$;
