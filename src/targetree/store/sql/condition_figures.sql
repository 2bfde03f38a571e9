-- The live figures that conditions are bound to. They are read here, for a plan's node and all below, so that they say
-- the same whoever looks, and also when nobody does: at night and whenever what customers can bring is worked out.

-- The people whose last seat is at the node or below.
CREATE FUNCTION targetree_people_below(wanted bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT n.person_id), '{}') FROM nodes n
  WHERE n.kind = 'seat' AND wanted = ANY (n.path) AND NOT EXISTS (
    SELECT 1 FROM nodes later WHERE later.person_id = n.person_id
      AND (coalesce(later.starts, '-infinity'), later.id) > (coalesce(n.starts, '-infinity'), n.id)) $$;
REVOKE EXECUTE ON FUNCTION targetree_people_below FROM PUBLIC;

-- Where what customers can bring to a plan's target is kept: its own measure if it has any, else bookings.
CREATE FUNCTION targetree_outlooks_of_plan(wanted bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id FROM work_plans w CROSS JOIN company c
  JOIN sheets s ON s.tier = 'base' JOIN versions v ON v.id = s.version_id AND v.archived_at IS NULL
  JOIN measures m ON m.id = s.measure_id AND (m.id = w.measure_id OR m.code = 'bookings')
  WHERE w.id = wanted AND EXISTS (SELECT 1 FROM outlook_bases b WHERE b.sheet_id = s.id)
  ORDER BY m.id = w.measure_id DESC, v.id IS NOT DISTINCT FROM c.in_force_id DESC, v.status = 'open' DESC,
    v.status = 'published' DESC, v.created_at DESC
  LIMIT 1 $$;
REVOKE EXECUTE ON FUNCTION targetree_outlooks_of_plan FROM PUBLIC;

-- What a figure says now. `gone`: what it is about is not there any more, or in other hands. `waits`: below what is
-- wanted, but it is not over yet. Shares and rates are fractions, amounts in the smallest unit.
CREATE FUNCTION targetree_figure_value(wanted bigint, figure text, about jsonb, due date,
  OUT value float8, OUT told text, OUT gone boolean, OUT waits boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  plan work_plans := (SELECT w FROM work_plans w WHERE w.id = wanted);
  start date := (SELECT (c.year_start + make_interval(years => plan.year - c.plan_year))::date FROM company c);
  who bigint[] := targetree_people_below(plan.node_id);
  sheet bigint;
  product bigint := (about ->> 'product')::bigint;
  goods bigint[];
  customer bigint := (about ->> 'customer')::bigint;
  measure bigint := coalesce((about ->> 'measure')::bigint, plan.measure_id);
  wanted_stage int := array_position(ARRAY['past', 'current', 'future'], about ->> 'stage') - 1;
  first date := start;
  until date := (start + interval '1 year')::date;
  deal opportunities;
BEGIN
  told := '';
  waits := false;
  gone := (product IS NOT NULL AND NOT EXISTS (SELECT 1 FROM products p WHERE p.id = product AND p.archived_at IS NULL))
    OR (about ? 'measure' AND NOT EXISTS (SELECT 1 FROM measures m WHERE m.id = measure AND m.archived_at IS NULL))
    OR (customer IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM customers c WHERE c.id = customer AND c.archived_at IS NULL AND c.owner_id = ANY (who)));
  IF gone THEN
    RETURN;
  END IF;
  IF product IS NOT NULL THEN
    goods := ARRAY(
      WITH RECURSIVE below AS (
        SELECT product AS id UNION SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
      SELECT id FROM below);
  END IF;
  IF about ->> 'over' = 'last12' THEN
    until := current_date + 1;
    first := (until - interval '1 year')::date;
  ELSIF about ? 'first_month' THEN
    first := (start + make_interval(months => (about ->> 'first_month')::int))::date;
    until := (first + make_interval(months => coalesce((about ->> 'month_count')::int, 1)))::date;
  END IF;

  IF figure = 'done' THEN
    value := (SELECT coalesce(sum(a.amount), 0) FROM actuals a
      WHERE a.measure_id = measure AND a.person_id = ANY (who) AND a.day >= first AND a.day < until
        AND (goods IS NULL OR a.product_id = ANY (goods)) AND (customer IS NULL OR a.customer_id = customer));
    waits := current_date < until;
  ELSIF figure IN ('share', 'customer_share') THEN
    value := (SELECT coalesce(sum(a.amount) FILTER (WHERE
          CASE WHEN figure = 'share' THEN a.product_id = ANY (goods) ELSE a.customer_id = customer END), 0)::float8
        / nullif(sum(a.amount), 0)
      FROM actuals a
      WHERE a.measure_id = measure AND a.person_id = ANY (who) AND a.day >= first AND a.day < until
        AND (figure <> 'share' OR a.product_id IS NOT NULL));
  ELSIF figure IN ('deals', 'deals_amount') THEN
    value := (SELECT CASE figure WHEN 'deals' THEN count(*) ELSE coalesce(sum(o.amount_fen), 0) END
      FROM opportunities o
      WHERE o.outcome = '' AND o.closed IS NULL AND o.owner_id = ANY (who)
        AND (goods IS NULL OR o.product_id = ANY (goods)));
  ELSIF figure = 'opportunity' THEN
    deal := (SELECT o FROM opportunities o WHERE o.id = (about ->> 'opportunity')::bigint AND coalesce(o.owner_id, (
      SELECT c.owner_id FROM customers c WHERE c.id = o.customer_id)) = ANY (who));
    gone := deal.id IS NULL;
    IF NOT gone THEN
      told := CASE WHEN deal.outcome <> '' THEN deal.outcome ELSE deal.stage END;
      value := CASE WHEN deal.outcome = 'won' THEN 1 WHEN deal.outcome <> '' OR deal.closed IS NOT NULL THEN 0
        WHEN coalesce(about ->> 'stage_name', '') = '' THEN 0
        WHEN deal.stage = about ->> 'stage_name' OR (
          SELECT avg(o.win_probability) FROM opportunities o WHERE o.stage = deal.stage) >= (
          SELECT avg(o.win_probability) FROM opportunities o WHERE o.stage = about ->> 'stage_name') THEN 1
        ELSE 0 END;
      waits := deal.outcome = '' AND deal.closed IS NULL AND current_date <= coalesce(due, until - 1);
    END IF;
  ELSE
    sheet := targetree_outlooks_of_plan(wanted);
    IF figure = 'customers' THEN
      value := (SELECT count(*) FROM customers c
        LEFT JOIN LATERAL (SELECT max((o.stage = wanted_stage)::int) AS fits, count(*) AS rows FROM outlooks o
                           WHERE o.sheet_id = sheet AND o.customer_id = c.id) o ON true
        WHERE c.owner_id = ANY (who) AND c.archived_at IS NULL
          AND (wanted_stage IS NULL OR CASE WHEN o.rows > 0 THEN o.fits = 1 ELSE c.stage = about ->> 'stage' END));
    ELSIF figure = 'repeat' THEN
      value := (SELECT sum(o.alive * o.habit) / nullif(sum(o.habit), 0) FROM outlooks o
        WHERE o.sheet_id = sheet AND o.alive IS NOT NULL AND o.habit > 0
          AND o.node_id IN (SELECT id FROM nodes WHERE path @> ARRAY[plan.node_id]));
    ELSE
      WITH rows AS (
        SELECT o.customer_id, o.stage AS at,
          CASE WHEN j.amount IS NULL THEN o.expected
               WHEN row_number() OVER (PARTITION BY o.customer_id ORDER BY o.expected DESC, o.id) = 1 THEN j.amount
               ELSE 0 END AS expected
        FROM outlooks o
        LEFT JOIN LATERAL (
          SELECT * FROM judgements j WHERE j.customer_id = o.customer_id AND j.year = plan.year
            AND j.measure_id = (SELECT s.measure_id FROM sheets s WHERE s.id = sheet)
          ORDER BY j.id DESC LIMIT 1) j ON true
        WHERE o.sheet_id = sheet AND o.node_id IN (SELECT id FROM nodes WHERE path @> ARRAY[plan.node_id]))
      SELECT CASE figure
        WHEN 'brings' THEN (SELECT sum(r.expected) FROM rows r WHERE wanted_stage IS NULL OR r.at = wanted_stage)
        WHEN 'concentration' THEN (
          SELECT max(part) / nullif(sum(part), 0) FROM (
            SELECT sum(r.expected)::float8 AS part FROM rows r WHERE r.customer_id IS NOT NULL GROUP BY r.customer_id) p)
        END INTO value;
    END IF;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION targetree_figure_value FROM PUBLIC;

-- The same for those who reach the plan's node, before a condition is bound to it.
CREATE FUNCTION targetree_figure(wanted bigint, figure text, about jsonb,
  OUT value float8, OUT told text, OUT gone boolean, OUT waits boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF targetree_reaches_node((SELECT w.node_id FROM work_plans w WHERE w.id = wanted)) THEN
    SELECT f.* INTO value, told, gone, waits FROM targetree_figure_value(wanted, figure, about, NULL) f;
  END IF;
END $$;

-- Bound conditions of a plan (of all plans of the year) turn by what their figures say now. Who merely looks has not
-- judged: the record names nobody. Rows that somebody else changes at this moment are left to them.
CREATE FUNCTION targetree_renew_conditions(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one record;
  now_says record;
  turned text;
  account text := current_setting('targetree.account', true);
  why text := current_setting('targetree.why', true);
BEGIN
  IF wanted IS NOT NULL AND NOT targetree_reaches_node((SELECT w.node_id FROM work_plans w WHERE w.id = wanted)) THEN
    RETURN;
  END IF;
  PERFORM set_config('targetree.account', '', true), set_config('targetree.why', '', true);
  FOR one IN
    SELECT c.id, c.plan_id, c.figure, c.figure_of, c.at_least, c.due, c.state, f.condition_id AS known, f.value, f.told,
      f.gone_since
    FROM conditions c JOIN work_plans w ON w.id = c.plan_id CROSS JOIN company y
    LEFT JOIN condition_figures f ON f.condition_id = c.id
    WHERE c.figure <> '' AND (c.plan_id = wanted OR (wanted IS NULL AND w.year = y.plan_year))
    ORDER BY c.id
  LOOP
    SELECT * INTO now_says FROM targetree_figure_value(one.plan_id, one.figure, one.figure_of, one.due);
    turned := CASE WHEN now_says.gone THEN one.state WHEN now_says.value IS NULL THEN 'open'
      WHEN CASE WHEN one.figure = 'concentration' THEN now_says.value <= one.at_least
                ELSE now_says.value >= one.at_least END THEN 'holds'
      WHEN now_says.waits THEN 'open' ELSE 'fails' END;
    IF turned <> one.state THEN
      PERFORM 1 FROM conditions c WHERE c.id = one.id AND c.figure = one.figure FOR UPDATE SKIP LOCKED;
      CONTINUE WHEN NOT FOUND;
      UPDATE conditions SET state = turned, since = clock_timestamp(), judged_by_id = NULL WHERE id = one.id;
    END IF;
    IF one.known IS NULL OR now_says.gone <> (one.gone_since IS NOT NULL) OR (NOT now_says.gone AND (
        one.value IS DISTINCT FROM now_says.value OR one.told <> now_says.told)) THEN
      INSERT INTO condition_figures AS f (condition_id, value, told, at, gone_since)
        VALUES (one.id, now_says.value, coalesce(now_says.told, ''), clock_timestamp(),
                CASE WHEN now_says.gone THEN clock_timestamp() END)
      ON CONFLICT (condition_id) DO UPDATE SET
        value = CASE WHEN now_says.gone THEN f.value ELSE excluded.value END,
        told = CASE WHEN now_says.gone THEN f.told ELSE excluded.told END,
        at = CASE WHEN now_says.gone THEN f.at ELSE excluded.at END, gone_since = excluded.gone_since;
    END IF;
  END LOOP;
  PERFORM set_config('targetree.account', coalesce(account, ''), true), set_config('targetree.why', coalesce(why, ''), true);
END $$;

-- Whenever what customers can bring is worked out anew (every import does so), once, when all of it is there.
CREATE FUNCTION targetree_renew_after_outlooks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('targetree.conditions_renewed', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM set_config('targetree.conditions_renewed', pg_current_xact_id()::text, true);
    PERFORM targetree_renew_conditions(NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER renew_conditions AFTER INSERT OR UPDATE ON outlook_bases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION targetree_renew_after_outlooks();
