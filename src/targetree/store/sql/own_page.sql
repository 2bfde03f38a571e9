-- What a person's page reads. The right to the node is looked at once, here, and not row by row of every table; and
-- what is asked is planned once a connection, not once a page.

-- A node of the own part: not one that merely stands above it.
CREATE FUNCTION targetree_reaches_node(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM grants g JOIN accounts a ON a.id = g.account_id AND a.is_active
    LEFT JOIN nodes granted ON granted.id = g.node_id
    JOIN nodes n ON n.id = wanted
    WHERE g.account_id = targetree_account() AND (
      g.role IN ('director', 'operations', 'auditor') OR (g.role = 'manager' AND g.node_id = ANY (n.path))
      OR (g.role = 'seller' AND EXISTS (
        SELECT 1 FROM nodes seat WHERE seat.person_id = granted.person_id AND seat.id = ANY (n.path)))));
END $$;

CREATE OR REPLACE FUNCTION targetree_sees_node(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN targetree_reaches_node(wanted) OR wanted = ANY (targetree_chain('manager', 'seller'));
END $$;

CREATE OR REPLACE FUNCTION targetree_sees_version(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN targetree_sees_all() OR (targetree_has_role('manager', 'seller')
    AND EXISTS (SELECT 1 FROM versions v WHERE v.id = wanted AND v.status <> 'draft'));
END $$;

-- The places of these nodes, or those of a person by code (the own seats, the units led), with their way from the top.
CREATE FUNCTION targetree_places(wanted_version bigint, wanted bigint[], person_code text)
RETURNS TABLE (node bigint, code varchar, name varchar, kind varchar, path bigint[], starts date, ends date,
               has_number boolean, names text[], kinds text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF person_code <> '' THEN
    wanted := ARRAY(SELECT n.id FROM nodes n JOIN people h ON h.id = n.person_id OR h.id = n.manager_id
                    WHERE h.code = person_code);
  END IF;
  RETURN QUERY
    SELECT p.node_id, n.code, n.name, n.kind, p.path, n.starts, n.ends,
      EXISTS (SELECT 1 FROM sheets s JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
              WHERE s.version_id = wanted_version AND l.year <> 0),
      ARRAY(SELECT a.name::text FROM unnest(p.path) WITH ORDINALITY AS w (id, at) JOIN nodes a ON a.id = w.id ORDER BY at),
      ARRAY(SELECT a.kind::text FROM unnest(p.path) WITH ORDINALITY AS w (id, at) JOIN nodes a ON a.id = w.id ORDER BY at)
    FROM unnest(wanted) AS own (id)
    JOIN places p ON p.version_id = wanted_version AND p.node_id = own.id
    JOIN nodes n ON n.id = own.id
    WHERE targetree_sees_version(wanted_version) AND targetree_reaches_node(own.id)
    ORDER BY n.kind DESC, cardinality(p.path), n.ends < current_date NULLS FIRST,
      n.starts > current_date NULLS FIRST, p.position;
END $$;

-- A node's lines on the base sheets of a version, with its answers; and the years of those above it.
CREATE FUNCTION targetree_lines_on_way(wanted_version bigint, wanted bigint)
RETURNS TABLE (sheet bigint, code varchar, name varchar, builtin boolean, kind varchar, what_codes text[],
               what_parents int[], node bigint, year bigint, cells bigint[], padding bigint, state varchar,
               assigned bigint, amount bigint, detailed boolean, confidence smallint, reason text, who varchar,
               answered_at timestamptz, settled_how varchar, settled_amount bigint, judge varchar,
               settled_at timestamptz, settle_note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  way bigint[] := (SELECT p.path FROM places p WHERE p.version_id = wanted_version AND p.node_id = wanted);
BEGIN
  IF NOT (targetree_sees_version(wanted_version) AND targetree_reaches_node(wanted)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.id, m.code, m.name, m.builtin, m.kind, s.what_codes::text[], s.what_parents, l.node_id, l.year,
      CASE WHEN l.node_id = wanted THEN l.cells END, targetree_padding(r.planned, r.own_target, 1),
      c.state, c.assigned, c.amount, c.cells IS NOT NULL, c.confidence, c.reason, coalesce(a.name, ''), c.answered_at,
      c.settled_how, c.settled_amount, coalesce(j.name, ''), c.settled_at, c.settle_note
    FROM sheets s JOIN measures m ON m.id = s.measure_id
    CROSS JOIN unnest(way) AS step (id)
    JOIN lines l ON l.sheet_id = s.id AND l.node_id = step.id
    LEFT JOIN receipt_lines r ON r.sheet_id = s.id AND r.node_id = step.id AND r.own_target IS NOT NULL
    LEFT JOIN commitments c ON c.sheet_id = s.id AND c.node_id = step.id AND step.id = wanted
    LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN accounts j ON j.id = c.settled_by_id
    WHERE s.version_id = wanted_version AND s.tier = 'base'
    ORDER BY m.position, m.id;
END $$;

-- What the people below a node did, month by month (year x 12 + month); who moved counts where the last seat is.
CREATE FUNCTION targetree_actual_months(
  wanted_version bigint, wanted bigint, measure_code text, first date, until date, wanted_what text)
RETURNS TABLE (month int, amount bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  measure bigint := (SELECT m.id FROM measures m WHERE m.code = measure_code);
  seats bigint[] := ARRAY(SELECT n.id FROM nodes n WHERE n.id = wanted AND n.kind = 'seat');
  who bigint[];
  products bigint[];
BEGIN
  IF NOT (targetree_sees_version(wanted_version) AND targetree_reaches_node(wanted)) THEN
    RETURN;
  END IF;
  IF seats = '{}' THEN
    seats := ARRAY(SELECT p.node_id FROM places p JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat'
                   WHERE p.version_id = wanted_version AND wanted = ANY (p.path));
  END IF;
  who := ARRAY(
    SELECT n.person_id FROM nodes n WHERE n.id = ANY (seats) AND NOT EXISTS (
      SELECT 1 FROM nodes later JOIN places p ON p.node_id = later.id AND p.version_id = wanted_version
      WHERE later.person_id = n.person_id
        AND (coalesce(later.starts, '-infinity'), later.id) > (coalesce(n.starts, '-infinity'), n.id)));
  products := ARRAY(
    WITH RECURSIVE below AS (
      SELECT p.id FROM products p WHERE p.code = wanted_what
      UNION ALL SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
    SELECT id FROM below);
  RETURN QUERY
    SELECT (extract(year FROM a.day) * 12 + extract(month FROM a.day) - 1)::int, sum(a.amount)::bigint
    FROM actuals a
    WHERE a.measure_id = measure AND a.person_id = ANY (who) AND a.day >= first AND a.day < until
      AND (wanted_what = '' OR a.product_id = ANY (products))
    GROUP BY 1;
END $$;

-- A seat's months and in which proportion they fall on its customers.
CREATE FUNCTION targetree_customers_of_seat(wanted_sheet bigint, wanted bigint)
RETURNS TABLE (id bigint, code varchar, name varchar, stage varchar, weights bigint[], months bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (targetree_sees_version((SELECT s.version_id FROM sheets s WHERE s.id = wanted_sheet))
          AND targetree_reaches_node(wanted)) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT c.id, coalesce(c.code, ''), coalesce(c.name, ''), coalesce(c.stage, ''), w.weights, l.months
    FROM customer_lines w JOIN lines l ON l.sheet_id = w.sheet_id AND l.node_id = w.node_id
    LEFT JOIN customers c ON c.id = w.customer_id
    WHERE w.sheet_id = wanted_sheet AND w.node_id = wanted ORDER BY c.code NULLS LAST;
END $$;

-- The first and last day of everybody below a node, in the order of the tree.
CREATE FUNCTION targetree_seats_below(wanted_version bigint, wanted bigint)
RETURNS TABLE (node bigint, path bigint[], first date, last date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  seat boolean := EXISTS (SELECT 1 FROM nodes n WHERE n.id = wanted AND n.kind = 'seat');
BEGIN
  IF NOT (targetree_sees_version(wanted_version) AND targetree_reaches_node(wanted)) THEN
    RETURN;
  ELSIF seat THEN
    RETURN QUERY
      SELECT p.node_id, p.path, greatest(n.starts, h.start_date), least(n.ends, h.end_date)
      FROM places p JOIN nodes n ON n.id = p.node_id JOIN people h ON h.id = n.person_id
      WHERE p.version_id = wanted_version AND p.node_id = wanted;
  ELSE
    RETURN QUERY
      SELECT p.node_id, p.path, greatest(n.starts, h.start_date), least(n.ends, h.end_date)
      FROM places p JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat' JOIN people h ON h.id = n.person_id
      WHERE p.version_id = wanted_version AND wanted = ANY (p.path) ORDER BY p.position;
  END IF;
END $$;

-- A role card, by the person's code or (without one) their id; for themselves and those above them.
CREATE FUNCTION targetree_role_card(wanted_version bigint, person_code text, person bigint)
RETURNS TABLE (id bigint, code varchar, name varchar, title varchar, unit varchar, lead varchar, path bigint[],
               duties text, decisions text, handoffs text, measures text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who people := (SELECT h FROM people h WHERE CASE WHEN person_code <> '' THEN h.code = person_code ELSE h.id = person END);
  seat nodes := (SELECT n FROM nodes n WHERE n.person_id = who.id AND n.kind = 'seat' AND n.archived_at IS NULL
                 ORDER BY n.starts DESC NULLS LAST, n.id DESC LIMIT 1);
  above nodes := (SELECT n FROM nodes n WHERE n.id = seat.parent_id);
  boss bigint := above.manager_id;
BEGIN
  IF who.id IS NULL OR NOT (
      who.id = coalesce((SELECT a.person_id FROM accounts a WHERE a.id = targetree_account()), 0)
      OR coalesce(targetree_reaches_node(seat.id), false)) THEN
    RETURN;
  END IF;
  IF boss = who.id THEN
    boss := (SELECT n.manager_id FROM nodes n WHERE n.id = above.parent_id);
  END IF;
  RETURN QUERY SELECT who.id, who.code, who.name, who.title, above.name,
    (SELECT h.name FROM people h WHERE h.id = boss), seat.path, who.duties, who.decisions, who.handoffs,
    (SELECT array_agg(m.code || E'\x1f' || m.name || E'\x1f' || left(m.builtin::text, 1) ORDER BY m.position, m.id)
     FROM sheets s JOIN measures m ON m.id = s.measure_id
     JOIN lines l ON l.sheet_id = s.id AND l.node_id = seat.id AND l.year <> 0
     WHERE s.version_id = wanted_version AND s.tier = 'base' AND targetree_sees_version(wanted_version));
END $$;

-- The statement that a figure serves: named nearest to it, by node first, then by product; the widest last.
CREATE FUNCTION targetree_statement_of(wanted bigint, measure_code text, whats text[])
RETURNS TABLE (id bigint, code varchar, statement text, quarter varchar, node bigint, node_name varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF targetree_sees_node(wanted) THEN
    RETURN QUERY
      SELECT s.id, s.code, s.statement, s.quarter, n.id, n.name
      FROM nodes own CROSS JOIN unnest(own.path) AS step (id)
      JOIN measures m ON m.code = measure_code
      JOIN statement_links l ON l.node_id = step.id AND l.measure_id = m.id AND l.what = ANY (whats)
      JOIN statements s ON s.id = l.statement_id AND s.archived_at IS NULL JOIN nodes n ON n.id = step.id
      WHERE own.id = wanted
      ORDER BY cardinality(n.path) DESC, array_position(whats, l.what::text) LIMIT 1;
  END IF;
END $$;
