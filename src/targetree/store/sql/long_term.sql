-- What the long-term plan of a node reads: what happened by thirds of months, what is expected on dates; and what is
-- coming to other departments. The right is looked at once, here.

-- The people below a node, each where the last seat is; nobody for a node that is not in the own part.
CREATE FUNCTION targetree_people_below(wanted_version bigint, wanted bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  seats bigint[] := ARRAY(SELECT n.id FROM nodes n WHERE n.id = wanted AND n.kind = 'seat');
BEGIN
  IF NOT (targetree_sees_version(wanted_version) AND targetree_reaches_node(wanted)) THEN
    RETURN '{}';
  END IF;
  IF seats = '{}' THEN
    seats := ARRAY(SELECT p.node_id FROM places p JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat'
                   WHERE p.version_id = wanted_version AND wanted = ANY (p.path));
  END IF;
  RETURN ARRAY(
    SELECT n.person_id FROM nodes n WHERE n.id = ANY (seats) AND NOT EXISTS (
      SELECT 1 FROM nodes later JOIN places p ON p.node_id = later.id AND p.version_id = wanted_version
      WHERE later.person_id = n.person_id
        AND (coalesce(later.starts, '-infinity'), later.id) > (coalesce(n.starts, '-infinity'), n.id)));
END $$;

-- By measure, month (year x 12 + month) and third. A customer, a product counts in the third of its first day in the
-- month, so that the thirds add up to the customers and products of the month.
CREATE FUNCTION targetree_done_by_thirds(wanted_version bigint, wanted bigint, first date, until date)
RETURNS TABLE (what varchar, month int, third int, amount bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who bigint[] := targetree_people_below(wanted_version, wanted);
  all_measures bigint[] := ARRAY(SELECT m.id FROM measures m);
BEGIN
  RETURN QUERY
    WITH done AS MATERIALIZED (
      SELECT a.day, a.customer_id, a.product_id, m.code, a.amount,
        (extract(year FROM a.day) * 12 + extract(month FROM a.day) - 1)::int AS at
      FROM actuals a JOIN measures m ON m.id = a.measure_id
      WHERE a.measure_id = ANY (all_measures) AND a.person_id = ANY (who) AND a.day >= first AND a.day < until),
    counted AS (
      SELECT d.code AS what, d.at, d.day, d.amount FROM done d
      WHERE d.code IN ('bookings', 'signings', 'visits', 'revenue', 'cash_collected', 'new_customers')
      UNION ALL
      SELECT 'customers', d.at, min(d.day), 1 FROM done d WHERE d.customer_id IS NOT NULL AND d.amount > 0
      GROUP BY d.customer_id, d.at
      UNION ALL
      SELECT 'products', d.at, min(d.day), 1 FROM done d
      WHERE d.product_id IS NOT NULL AND d.amount > 0 AND d.code IN ('bookings', 'signings')
      GROUP BY d.product_id, d.at)
    SELECT c.what::varchar, c.at, least((extract(day FROM c.day)::int - 1) / 10, 2), sum(c.amount)::bigint
    FROM counted c GROUP BY 1, 2, 3;
END $$;

-- Open opportunities by their expected close, and what is owed by its due date.
CREATE FUNCTION targetree_expected_on_dates(wanted_version bigint, wanted bigint, first date, until date)
RETURNS TABLE (what text, day date, amount bigint, odds float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who bigint[] := targetree_people_below(wanted_version, wanted);
BEGIN
  RETURN QUERY
    SELECT 'deal', o.expected_close, o.amount_fen, o.win_probability FROM opportunities o
    WHERE o.owner_id = ANY (who) AND o.outcome = '' AND o.closed IS NULL
      AND o.expected_close >= first AND o.expected_close < until
    UNION ALL
    SELECT 'due', r.due_date, r.amount_fen - r.paid_fen, 1 FROM receivables r
    WHERE r.owner_id = ANY (who) AND r.due_date >= first AND r.due_date < until AND r.amount_fen > r.paid_fen;
END $$;

-- What is coming to other departments: lines of the company and of the units right below it, on the base sheets of the
-- version in force, else of the newest that is open. No person's. For everybody who works here (any role).
CREATE FUNCTION targetree_load(measures_wanted text[])
RETURNS TABLE (version varchar, measure varchar, node bigint, name varchar, top boolean, what_codes text[],
               what_parents int[], cells bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shown bigint := (SELECT v.id FROM versions v CROSS JOIN company c
                   WHERE v.archived_at IS NULL AND (v.id = c.in_force_id OR v.status = 'open')
                   ORDER BY v.id IS NOT DISTINCT FROM c.in_force_id DESC, v.created_at DESC LIMIT 1);
BEGIN
  IF NOT targetree_has_role('director', 'operations', 'auditor', 'manager', 'seller', 'colleague') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT v.name, m.code, p.node_id, n.name, p.parent_id IS NULL, s.what_codes::text[], s.what_parents, l.cells
    FROM versions v JOIN sheets s ON s.version_id = v.id AND s.tier = 'base'
    JOIN measures m ON m.id = s.measure_id AND m.code = ANY (measures_wanted)
    JOIN places p ON p.version_id = v.id AND cardinality(p.path) <= 2
    JOIN nodes n ON n.id = p.node_id AND n.kind = 'unit'
    JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
    WHERE v.id = shown
    ORDER BY p.position, m.position;
END $$;

-- Requests that are not settled, by the month in which they are needed and the unit that is asked (right below the
-- company; blank where a colleague is asked). Counts alone.
CREATE FUNCTION targetree_load_requests(first date, until date)
RETURNS TABLE (unit varchar, month int, open bigint, accepted bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_has_role('director', 'operations', 'auditor', 'manager', 'seller', 'colleague') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT coalesce(above.name, ''), (extract(year FROM r.needed_by) * 12 + extract(month FROM r.needed_by) - 1)::int,
      count(*) FILTER (WHERE r.status = 'open'), count(*) FILTER (WHERE r.status = 'accepted')
    FROM support_requests r LEFT JOIN nodes asked ON asked.id = r.to_node_id
    LEFT JOIN nodes above ON above.id = asked.path[least(cardinality(asked.path), 2)]
    WHERE r.status IN ('open', 'accepted') AND r.needed_by >= first AND r.needed_by < until
    GROUP BY above.name, above.position, 2 ORDER BY above.position NULLS LAST, above.name, 2;
END $$;
