-- A plan in a few figures, for the page of the person whose plan it is. The right to the node is looked at once.

CREATE FUNCTION targetree_plan_card(wanted bigint, wanted_measure text)
RETURNS TABLE (plan bigint, status varchar, to_do bigint, late bigint, next_action text, next_due date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT targetree_reaches_node(wanted) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT w.id, w.status, a.to_do, a.late, n.text, n.due
    FROM work_plans w JOIN measures m ON m.id = w.measure_id AND m.code = wanted_measure
    JOIN company y ON y.plan_year = w.year
    CROSS JOIN LATERAL (
      SELECT count(*) AS to_do, count(*) FILTER (WHERE x.due < current_date) AS late
      FROM actions x WHERE x.plan_id = w.id AND x.status IN ('planned', 'doing')) a
    LEFT JOIN LATERAL (
      SELECT x.text, x.due FROM actions x WHERE x.plan_id = w.id AND x.status IN ('planned', 'doing')
      ORDER BY x.due NULLS LAST, x.important DESC, x.urgent DESC, x.id LIMIT 1) n ON true
    WHERE w.node_id = wanted;
END $$;
