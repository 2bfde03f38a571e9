-- What is changed of a person or a customer is about the seat of the person: managers read it of those below them.

CREATE OR REPLACE FUNCTION targetree_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  hidden text[] := ARRAY['password', 'last_login', 'token_hash', 'path', 'position', 'last_used_at', 'file'];
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - hidden END;
  is_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - hidden END;
  whole jsonb := coalesce(is_now, was);
  who bigint := targetree_account();
  about bigint := (whole ->> 'node_id')::bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF was = is_now THEN
      RETURN NULL;
    END IF;
    SELECT jsonb_object_agg(key, value) INTO was FROM jsonb_each(was) WHERE value IS DISTINCT FROM is_now -> key;
    SELECT jsonb_object_agg(key, value) INTO is_now FROM jsonb_each(is_now)
      WHERE key IN (SELECT jsonb_object_keys(was));
  END IF;
  IF TG_TABLE_NAME = 'nodes' THEN
    about := (whole ->> 'id')::bigint;
  ELSIF TG_TABLE_NAME IN ('people', 'customers') THEN
    SELECT n.id INTO about FROM nodes n
    WHERE n.person_id = (whole ->> CASE TG_TABLE_NAME WHEN 'people' THEN 'id' ELSE 'owner_id' END)::bigint
    ORDER BY n.archived_at IS NOT NULL, n.starts DESC NULLS LAST, n.id LIMIT 1;
  END IF;
  INSERT INTO records (at, account_id, account_name, "table", row_id, action, before, after, why, node_id)
  VALUES (clock_timestamp(), who, coalesce((SELECT name FROM accounts WHERE id = who), ''), TG_TABLE_NAME,
          (whole ->> 'id')::bigint, lower(TG_OP), was, is_now, coalesce(current_setting('targetree.why', true), ''),
          about);
  RETURN NULL;
END $$;
