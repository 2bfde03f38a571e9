-- A budget is for those whose part it is, and set by those who manage it or one above.
ALTER TABLE expense_budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE expense_budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON expense_budgets TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON expense_budgets FOR SELECT TO targetree_app USING (
  (SELECT targetree_sees_all())
  OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager', 'seller'))));
CREATE POLICY change ON expense_budgets FOR ALL TO targetree_app
  USING ((SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager'))))
  WITH CHECK ((SELECT targetree_administers())
    OR node_id IN (SELECT id FROM nodes WHERE path && (SELECT targetree_roots('manager'))));

-- On record stands what somebody set; the shares that follow from it do not.
CREATE TRIGGER record_new AFTER INSERT ON expense_budgets FOR EACH ROW WHEN (NEW.stated)
  EXECUTE FUNCTION targetree_record();
CREATE TRIGGER record_change AFTER UPDATE ON expense_budgets FOR EACH ROW WHEN (NEW.stated OR OLD.stated)
  EXECUTE FUNCTION targetree_record();
CREATE TRIGGER record_end AFTER DELETE ON expense_budgets FOR EACH ROW WHEN (OLD.stated)
  EXECUTE FUNCTION targetree_record();

-- The customers that the actions of a plan and of those below are about, also those that a colleague has now: the plan
-- must be able to say so. The right is looked at once.
CREATE FUNCTION targetree_action_customers(wanted bigint)
RETURNS TABLE (id bigint, code varchar, name varchar, city varchar, latitude float8, longitude float8,
               owner bigint, owner_name varchar, archived boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  top bigint := (SELECT w.node_id FROM work_plans w WHERE w.id = wanted);
BEGIN
  IF top IS NULL OR NOT targetree_reaches_node(top) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT c.id, c.code, c.name, c.city, c.latitude, c.longitude, p.id, p.name, c.archived_at IS NOT NULL
    FROM customers c LEFT JOIN people p ON p.id = c.owner_id
    WHERE c.id IN (
      SELECT a.customer_id FROM actions a JOIN work_plans w ON w.id = a.plan_id JOIN nodes n ON n.id = w.node_id
      WHERE top = ANY (n.path));
END $$;
