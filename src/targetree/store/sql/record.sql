-- The record of changes: written here and nowhere else, so that no way around it is left to the application.

CREATE FUNCTION targetree_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  hidden text[] := ARRAY['password', 'last_login', 'token_hash', 'path', 'position', 'last_used_at', 'file'];
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - hidden END;
  is_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - hidden END;
  whole jsonb := coalesce(is_now, was);
  who bigint := targetree_account();
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF was = is_now THEN
      RETURN NULL;
    END IF;
    SELECT jsonb_object_agg(key, value) INTO was FROM jsonb_each(was) WHERE value IS DISTINCT FROM is_now -> key;
    SELECT jsonb_object_agg(key, value) INTO is_now FROM jsonb_each(is_now)
      WHERE key IN (SELECT jsonb_object_keys(was));
  END IF;
  INSERT INTO records (at, account_id, account_name, "table", row_id, action, before, after, why, node_id)
  VALUES (clock_timestamp(), who, coalesce((SELECT name FROM accounts WHERE id = who), ''), TG_TABLE_NAME,
          (whole ->> 'id')::bigint, lower(TG_OP), was, is_now, coalesce(current_setting('targetree.why', true), ''),
          CASE TG_TABLE_NAME WHEN 'nodes' THEN (whole ->> 'id')::bigint ELSE (whole ->> 'node_id')::bigint END);
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['accounts', 'api_tokens', 'calendar_days', 'comments', 'commitments', 'company',
                           'customers', 'edits', 'grants', 'holds', 'invitations', 'measures',
                           'nodes', 'people', 'products', 'statement_links', 'statements', 'versions'] LOOP
    EXECUTE format('CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION targetree_record()', t);
  END LOOP;
END $$;

CREATE TRIGGER record AFTER UPDATE OR DELETE ON customer_lines FOR EACH ROW EXECUTE FUNCTION targetree_record();

-- Every change of a line belongs to an edit, and is kept with it.
CREATE FUNCTION targetree_line_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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
  INSERT INTO line_changes (edit_id, sheet_id, node_id, before, after)
  SELECT edit, n.sheet_id, n.node_id, o.cells, n.cells
  FROM old_lines o JOIN new_lines n USING (id) WHERE o.cells IS DISTINCT FROM n.cells;
  RETURN NULL;
END $$;
CREATE TRIGGER line_changes AFTER UPDATE ON lines REFERENCING OLD TABLE AS old_lines NEW TABLE AS new_lines
  FOR EACH STATEMENT EXECUTE FUNCTION targetree_line_changes();

-- Cells lie in their rows, not beside them and not compressed: an edit writes hundreds of them.
ALTER TABLE lines SET (toast_tuple_target = 8128);
ALTER TABLE lines ALTER cells SET STORAGE MAIN;
ALTER TABLE line_changes SET (toast_tuple_target = 8128);
ALTER TABLE line_changes ALTER before SET STORAGE MAIN, ALTER after SET STORAGE MAIN;
