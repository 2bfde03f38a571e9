-- Of a line that changes, what it was is kept, once: what it became is what it was before the next change of it, or
-- what it is now. No line changes in another way.

CREATE OR REPLACE FUNCTION targetree_line_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  edit bigint := nullif(current_setting('targetree.edit', true), '')::bigint;
BEGIN
  IF edit IS NULL THEN
    PERFORM FROM old_lines o JOIN new_lines n USING (id) WHERE o.cells IS DISTINCT FROM n.cells;
    IF FOUND THEN
      RAISE EXCEPTION 'a line changes only by an edit' USING ERRCODE = 'TT001';
    END IF;
    RETURN NULL;
  END IF;
  INSERT INTO line_changes (edit_id, sheet_id, node_id, before)
  SELECT edit, o.sheet_id, o.node_id, o.cells
  FROM old_lines o JOIN new_lines n USING (id) WHERE o.cells IS DISTINCT FROM n.cells;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION targetree_changes_of_line(wanted_sheet bigint, wanted_node bigint, most int)
RETURNS TABLE (edit bigint, kind varchar, reason text, who varchar, at timestamptz, undoes bigint, node bigint,
               node_name varchar, what varchar, first_month smallint, month_count smallint, before bigint[],
               after bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT e.id, e.kind, e.reason, a.name, e.at, e.undoes_id, n.id, n.name, e.what, e.first_month, e.month_count,
          c.before, coalesce(lag(c.before) OVER (ORDER BY e.id DESC), l.cells)
   FROM (SELECT * FROM line_changes WHERE sheet_id = wanted_sheet AND node_id = wanted_node
         ORDER BY edit_id DESC LIMIT most) c
   JOIN sheets s ON s.id = c.sheet_id AND targetree_sees_version(s.version_id)
   JOIN lines l ON l.sheet_id = c.sheet_id AND l.node_id = c.node_id
   JOIN edits e ON e.id = c.edit_id
   LEFT JOIN accounts a ON a.id = e.account_id
   LEFT JOIN nodes n ON n.id = e.node_id AND targetree_sees_node(n.id)
   WHERE targetree_sees_node(wanted_node)
   ORDER BY e.id DESC $$;

-- A line is rewritten where it lies, so that no index has to learn of a new place.
ALTER TABLE lines SET (fillfactor = 45);
