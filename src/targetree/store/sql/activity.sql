-- What turns a gap into activities is for those whose part it is; own rates belong to a plan and go with it.

ALTER TABLE activity_bases ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity_bases FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON activity_bases TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON activity_bases FOR SELECT TO targetree_app USING (
  (SELECT targetree_sees_all())
  OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
CREATE POLICY change ON activity_bases FOR ALL TO targetree_app
  USING ((SELECT targetree_administers())) WITH CHECK ((SELECT targetree_administers()));

ALTER TABLE own_rates ENABLE ROW LEVEL SECURITY;
ALTER TABLE own_rates FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON own_rates TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON own_rates FOR SELECT TO targetree_app USING (plan_id IN (SELECT id FROM work_plans));
CREATE POLICY change ON own_rates FOR ALL TO targetree_app
  USING (plan_id IN (SELECT id FROM work_plans WHERE node_id IN (SELECT id FROM nodes WHERE path &&
    (SELECT targetree_roots('director', 'operations', 'manager', 'seller')))))
  WITH CHECK (plan_id IN (SELECT id FROM work_plans WHERE node_id IN (SELECT id FROM nodes WHERE path &&
    (SELECT targetree_roots('director', 'operations', 'manager', 'seller')))));
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON own_rates FOR EACH ROW EXECUTE FUNCTION targetree_record();

-- The rates of a node, of all below and of those above, on which it leans. The right is looked at once.
CREATE FUNCTION targetree_activity_bases(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (node bigint, rate float8[], rate_doubt float8[], days float8[], tries float8[], wins float8[],
               deal float8, deal_doubt float8, deals float8, orders_of_new float8, return_visits float8,
               care_visits float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) OR NOT EXISTS (
      SELECT 1 FROM sheets s WHERE s.id = wanted_sheet AND targetree_sees_version(s.version_id)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT b.node_id, b.rate, b.rate_doubt, b.days, b.tries, b.wins, b.deal, b.deal_doubt, b.deals, b.orders_of_new,
      b.return_visits, b.care_visits
    FROM sheets s
    JOIN places here ON here.version_id = s.version_id AND here.node_id = wanted
    JOIN places p ON p.version_id = s.version_id AND (wanted = ANY (p.path) OR p.node_id = ANY (here.path))
    JOIN activity_bases b ON b.sheet_id = s.id AND b.node_id = p.node_id
    WHERE s.id = wanted_sheet;
END $$;

-- Own rates that count at a node: of the plans there, below, and of the units above, which those below lean on.
CREATE FUNCTION targetree_own_rates(wanted bigint, wanted_measure text, wanted_year smallint)
RETURNS TABLE (node bigint, node_name varchar, cold_rate float8, visit_rate float8, win_rate float8, deal bigint,
               visits_a_day float8, reason text, model_said jsonb, who varchar, at timestamptz, revision int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT n.id, n.name, o.cold_rate, o.visit_rate, o.win_rate, o.deal, o.visits_a_day, o.reason, o.model_said, a.name,
      o.changed_at, o.revision
    FROM nodes here
    JOIN nodes n ON n.id = ANY (here.path) OR n.path @> ARRAY[wanted]
    JOIN work_plans w ON w.node_id = n.id AND w.year = wanted_year
    JOIN measures m ON m.id = w.measure_id AND m.code = wanted_measure
    JOIN own_rates o ON o.plan_id = w.id
    LEFT JOIN accounts a ON a.id = o.changed_by_id
    WHERE here.id = wanted;
END $$;

-- Whose outlook it is: who has the customer now, where it has changed hands since it was worked out; else as stored.
UPDATE outlooks o SET owner_id = c.owner_id FROM customers c WHERE c.id = o.customer_id;

CREATE FUNCTION targetree_outlooks_at(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (outlook bigint, node bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH below AS (
    SELECT p.node_id FROM places p JOIN sheets s ON s.version_id = p.version_id
    WHERE s.id = wanted_sheet AND wanted = ANY (p.path)),
  candidates AS (
    SELECT o.id FROM outlooks o WHERE o.sheet_id = wanted_sheet AND o.node_id IN (SELECT node_id FROM below)
    UNION
    SELECT o.id FROM below b JOIN nodes n ON n.id = b.node_id
    JOIN customers c ON c.owner_id = n.person_id OR (n.kind = 'unit' AND c.owner_id = n.manager_id)
    JOIN outlooks o ON o.sheet_id = wanted_sheet AND o.customer_id = c.id AND o.owner_id IS DISTINCT FROM c.owner_id)
  SELECT found.id, found.node FROM (
    SELECT o.id, CASE WHEN o.customer_id IS NULL OR c.owner_id IS NOT DISTINCT FROM o.owner_id THEN o.node_id
      WHEN c.owner_id IS NULL THEN coalesce((  -- nobody's: their unit's
        SELECT n.parent_id FROM nodes n WHERE n.id = o.node_id AND n.kind = 'seat'), o.node_id)
      ELSE coalesce((
        SELECT n.id FROM nodes n JOIN places p ON p.node_id = n.id AND p.version_id = s.version_id
        WHERE n.person_id = c.owner_id
        ORDER BY n.archived_at IS NOT NULL, n.starts DESC NULLS LAST, n.id LIMIT 1), (
        SELECT n.id FROM nodes n JOIN places p ON p.node_id = n.id AND p.version_id = s.version_id
        WHERE n.manager_id = c.owner_id AND n.archived_at IS NULL ORDER BY n.id LIMIT 1), o.node_id) END AS node
    FROM outlooks o JOIN sheets s ON s.id = o.sheet_id LEFT JOIN customers c ON c.id = o.customer_id
    WHERE o.id IN (SELECT id FROM candidates)) AS found
  WHERE found.node IN (SELECT node_id FROM below)
$$;
REVOKE ALL ON FUNCTION targetree_outlooks_at(bigint, bigint) FROM PUBLIC;

CREATE OR REPLACE FUNCTION targetree_outlooks(wanted_sheet bigint, wanted bigint)
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
    SELECT seat.node, c.id, c.code, c.name, c.city, c.traits, c.habits, o.stage, o.expected, o.variance, o.habit,
      o.alive, o.orders, o.order_value, o.last_year, o.last_order, o.every_days,
      j.amount, j.reason, a.name, j.at, coalesce(p.count, 0), coalesce(p.fen, 0)::bigint, p.next, sqrt(b.common_error ^ 2 + b.person_error ^ 2)
    FROM targetree_outlooks_at(wanted_sheet, wanted) seat
    JOIN outlooks o ON o.id = seat.outlook
    JOIN sheets s ON s.id = o.sheet_id
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
    ORDER BY o.expected DESC, o.id;
END $$;

CREATE OR REPLACE FUNCTION targetree_bought(wanted_sheet bigint, wanted bigint)
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
        SELECT o.customer_id FROM targetree_outlooks_at(wanted_sheet, wanted) seat JOIN outlooks o ON o.id = seat.outlook)
    GROUP BY 1, 2;
END $$;

-- Opportunities that were lost at a node and below (M16): of the people there, and of the customers that are theirs now.
CREATE FUNCTION targetree_lost(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (opportunity bigint, code varchar, customer bigint, customer_name varchar, owner_name varchar,
               product bigint, amount bigint, reason text, closed date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) OR NOT EXISTS (
      SELECT 1 FROM sheets s WHERE s.id = wanted_sheet AND targetree_sees_version(s.version_id)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH people_below AS (
      SELECT n.person_id AS id FROM places p JOIN sheets s ON s.version_id = p.version_id JOIN nodes n ON n.id = p.node_id
      WHERE s.id = wanted_sheet AND wanted = ANY (p.path) AND n.person_id IS NOT NULL)
    SELECT o.id, o.code, c.id, c.name, h.name, o.product_id, o.amount_fen, o.reason, o.closed
    FROM opportunities o JOIN customers c ON c.id = o.customer_id LEFT JOIN people h ON h.id = o.owner_id
    WHERE o.outcome = 'lost'
      AND (c.owner_id IN (SELECT id FROM people_below)
        OR (o.owner_id IN (SELECT id FROM people_below) AND c.owner_id IS NULL))
    ORDER BY o.amount_fen DESC, o.id;
END $$;
