-- What explains a number to those who may see it, beyond the rows that they may read by themselves.

CREATE FUNCTION targetree_sees_node(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT targetree_sees_all() OR wanted = ANY (targetree_chain('manager', 'seller'))
       OR EXISTS (SELECT 1 FROM nodes n WHERE n.id = wanted AND n.path && targetree_roots('manager', 'seller')) $$;

CREATE FUNCTION targetree_sees_version(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT targetree_sees_all() OR targetree_has_role('manager', 'seller')
       AND EXISTS (SELECT 1 FROM versions v WHERE v.id = wanted AND v.status <> 'draft') $$;

-- Every change by hand of a line, also one that was made elsewhere and moved it: who, when and why are not hidden from
-- the one whose number it is. Where elsewhere was is told only to those who may see that node.
CREATE FUNCTION targetree_changes_of_line(wanted_sheet bigint, wanted_node bigint, most int)
RETURNS TABLE (edit bigint, kind varchar, reason text, who varchar, at timestamptz, undoes bigint, node bigint,
               node_name varchar, what varchar, first_month smallint, month_count smallint, before bigint[],
               after bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT e.id, e.kind, e.reason, a.name, e.at, e.undoes_id, n.id, n.name, e.what, e.first_month, e.month_count,
          c.before, c.after
   FROM line_changes c
   JOIN sheets s ON s.id = c.sheet_id AND targetree_sees_version(s.version_id)
   JOIN edits e ON e.id = c.edit_id
   LEFT JOIN accounts a ON a.id = e.account_id
   LEFT JOIN nodes n ON n.id = e.node_id AND targetree_sees_node(n.id)
   WHERE c.sheet_id = wanted_sheet AND c.node_id = wanted_node AND targetree_sees_node(wanted_node)
   ORDER BY e.id DESC LIMIT most $$;

-- The role card is the manager's to write; the rest of a person's row is not.
CREATE FUNCTION targetree_write_role_card(wanted bigint, new_duties text, new_decisions text, new_handoffs text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT (targetree_administers() OR (
      wanted IS DISTINCT FROM (SELECT person_id FROM accounts WHERE id = targetree_account())
      AND EXISTS (SELECT 1 FROM nodes n WHERE n.person_id = wanted AND n.path && targetree_roots('manager')))) THEN
    RETURN false;
  END IF;
  UPDATE people SET duties = new_duties, decisions = new_decisions, handoffs = new_handoffs WHERE id = wanted;
  RETURN FOUND;
END $$;

-- The year of a line: of everything, or of one product and what belongs to it.
CREATE FUNCTION targetree_part(cells bigint[], codes text[], parents int[], wanted text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  inside boolean[] := array_fill(false, ARRAY[cardinality(codes)]);
  total bigint := 0;
  leaf int := 0;
BEGIN
  IF wanted = '' THEN
    RETURN (SELECT coalesce(sum(c), 0) FROM unnest(cells) AS c);
  END IF;
  FOR i IN 1..cardinality(codes) LOOP
    inside[i] := codes[i] = wanted OR (parents[i] >= 0 AND inside[parents[i] + 1]);
    IF NOT (i - 1 = ANY (parents)) THEN
      IF inside[i] THEN
        total := total + (SELECT sum(c) FROM unnest(cells[leaf * 12 + 1 : leaf * 12 + 12]) AS c);
      END IF;
      leaf := leaf + 1;
    END IF;
  END LOOP;
  RETURN total;
END $$;

-- What a unit hands on beyond its own target in the year of its product number `at` (from 1), as it was planned.
CREATE FUNCTION targetree_padding(planned bigint[], own_target bigint[], at int) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT planned[(at - 1) * 13 + 1] - (SELECT sum(t) FROM unnest(own_target[(at - 1) * 12 + 1 : at * 12]) AS t)::bigint
   WHERE own_target IS NOT NULL $$;

-- What serves each statement, and how far it is. Everybody reads the progress; the amounts only who may see the node.
CREATE FUNCTION targetree_served(wanted_version bigint, until date)
RETURNS TABLE (statement bigint, link bigint, measure bigint, sheet bigint, node bigint, node_name varchar,
               what varchar, target bigint, actual bigint, year_before bigint, last_day date, committed bigint,
               seen boolean, attained_ppm bigint, committed_ppm bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ WITH served AS (
     SELECT l.statement_id, l.measure_id, l.node_id, l.what, l.id FROM statement_links l
     UNION ALL
     SELECT DISTINCT h.statement_id, s.measure_id, h.node_id, h.what, NULL::bigint
     FROM holds h JOIN sheets s ON s.id = h.sheet_id AND s.version_id = wanted_version AND s.tier = 'base'
     WHERE h.statement_id IS NOT NULL AND h.released_at IS NULL AND h.month_count = 12 AND NOT EXISTS (
       SELECT 1 FROM statement_links l
       WHERE l.measure_id = s.measure_id AND l.node_id = h.node_id AND l.what = h.what)),
   figures AS (
     SELECT v.*, s.id AS sheet_id, n.name, targetree_sees_node(v.node_id) AS seen,
            targetree_part(l.cells, s.what_codes::text[], s.what_parents, v.what)
              - coalesce(targetree_padding(r.planned, r.own_target, array_position(
                  s.what_codes, coalesce(nullif(v.what, ''), '*'))), 0) AS target, done.*, said.*
     FROM served v
     JOIN company c ON true
     JOIN nodes n ON n.id = v.node_id
     JOIN sheets s ON s.version_id = wanted_version AND s.measure_id = v.measure_id AND s.tier = 'base'
     JOIN lines l ON l.sheet_id = s.id AND l.node_id = v.node_id
     LEFT JOIN receipt_lines r ON r.sheet_id = s.id AND r.node_id = v.node_id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(a.amount) FILTER (WHERE a.day >= c.year_start AND a.day <= until), 0)::bigint AS actual,
              coalesce(sum(a.amount) FILTER (WHERE a.day < c.year_start), 0)::bigint AS year_before,
              max(a.day) AS last_day
       FROM actuals a LEFT JOIN customers k ON k.id = a.customer_id
       WHERE a.measure_id = v.measure_id AND a.day >= c.year_start - interval '1 year'
         AND a.day < c.year_start + interval '1 year'
         AND EXISTS (SELECT 1 FROM nodes seat WHERE seat.person_id = coalesce(a.person_id, k.owner_id)
                     AND v.node_id = ANY (seat.path) AND (seat.starts IS NULL OR a.day >= seat.starts)
                     AND (seat.ends IS NULL OR a.day <= seat.ends))
         AND (v.what = '' OR a.product_id IN (
           WITH RECURSIVE below AS (
             SELECT p.id FROM products p WHERE p.code = v.what
             UNION ALL SELECT p.id FROM products p JOIN below b ON p.parent_id = b.id)
           SELECT id FROM below))) AS done
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(CASE WHEN v.what = '' THEN said.amount
              WHEN said.cells IS NOT NULL THEN targetree_part(said.cells, s.what_codes::text[], s.what_parents, v.what)
              ELSE (targetree_part(own.cells, s.what_codes::text[], s.what_parents, v.what)::numeric * said.amount
                    / greatest(said.assigned, 1))::bigint END), 0)::bigint AS committed
       FROM commitments said
       JOIN nodes seat ON seat.id = said.node_id AND seat.kind = 'seat' AND v.node_id = ANY (seat.path)
       JOIN lines own ON own.sheet_id = s.id AND own.node_id = said.node_id
       WHERE said.sheet_id = s.id) AS said)
   SELECT statement_id, id, measure_id, sheet_id, node_id, CASE WHEN seen THEN name END, what,
          CASE WHEN seen THEN target END, CASE WHEN seen THEN actual END, CASE WHEN seen THEN year_before END,
          last_day, CASE WHEN seen THEN committed END, seen,
          (actual * 1000000.0 / nullif(target, 0))::bigint, (committed * 1000000.0 / nullif(target, 0))::bigint
   FROM figures WHERE targetree_sees_version(wanted_version) $$;
