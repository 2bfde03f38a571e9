-- Conditions stay a tree, whoever moves them and however many do so at once; what their figures said is for those who
-- see the conditions.

-- At most twelve deep. All that change the tree of one plan wait for each other at the plan's row.
CREATE FUNCTION targetree_condition_in_tree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  above bigint[];
  height int := 1;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.parent_id IS NOT DISTINCT FROM OLD.parent_id AND NEW.plan_id = OLD.plan_id THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM work_plans WHERE id = NEW.plan_id FOR NO KEY UPDATE;
  IF NEW.parent_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM conditions WHERE id = NEW.parent_id AND plan_id = NEW.plan_id) THEN
    RAISE EXCEPTION 'a condition stands below one of the same plan' USING ERRCODE = '23514';
  END IF;
  WITH RECURSIVE up (id, next, way) AS (
    SELECT id, parent_id, ARRAY[id] FROM conditions WHERE id = NEW.parent_id
    UNION ALL
    SELECT c.id, c.parent_id, up.way || c.id FROM conditions c JOIN up ON c.id = up.next WHERE c.id <> ALL (up.way))
  SELECT array_agg(id) INTO above FROM up;
  IF NEW.id = ANY (above) THEN
    RAISE EXCEPTION 'a condition cannot stand below itself' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    WITH RECURSIVE down (id, depth) AS (
      SELECT NEW.id, 1
      UNION ALL
      SELECT c.id, down.depth + 1 FROM conditions c JOIN down ON c.parent_id = down.id WHERE down.depth < 20)
    SELECT max(depth) INTO height FROM down;
  END IF;
  IF cardinality(above) + height > 12 THEN
    RAISE EXCEPTION 'conditions stand at most twelve deep' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_tree BEFORE INSERT OR UPDATE OF parent_id, plan_id ON conditions
  FOR EACH ROW EXECUTE FUNCTION targetree_condition_in_tree();

ALTER TABLE condition_figures ENABLE ROW LEVEL SECURITY;
ALTER TABLE condition_figures FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON condition_figures TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON condition_figures FOR SELECT TO targetree_app USING (
  condition_id IN (SELECT id FROM conditions));
CREATE POLICY remove ON condition_figures FOR DELETE TO targetree_app USING (
  condition_id IN (SELECT c.id FROM conditions c JOIN work_plans w ON w.id = c.plan_id WHERE w.node_id IN (
    SELECT id FROM nodes WHERE path && (SELECT targetree_roots('director', 'operations', 'manager', 'seller')))));
REVOKE INSERT, UPDATE ON condition_figures FROM targetree_app;
