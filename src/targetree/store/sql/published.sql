-- A published version never changes.

CREATE FUNCTION targetree_published(sheet bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT v.status = 'published' FROM sheets s JOIN versions v ON v.id = s.version_id WHERE s.id = sheet $$;

CREATE FUNCTION targetree_refuse(done boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF done THEN
    RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'TT002';
  END IF;
END $$;

CREATE FUNCTION targetree_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM targetree_refuse(OLD.status = 'published');
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION targetree_keep_of_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM targetree_refuse(status = 'published') FROM versions WHERE id = OLD.version_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM targetree_refuse(status = 'published') FROM versions WHERE id = NEW.version_id;
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION targetree_keep_of_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM targetree_refuse(targetree_published(sheet)) FROM (SELECT DISTINCT sheet_id FROM touched) t (sheet);
  IF TG_OP = 'UPDATE' THEN
    PERFORM targetree_refuse(targetree_published(sheet)) FROM (SELECT DISTINCT sheet_id FROM new_rows) t (sheet);
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sheets', 'places'] LOOP
    EXECUTE format('CREATE TRIGGER keep_published BEFORE INSERT OR UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION targetree_keep_of_version()', t);
  END LOOP;
  -- Once for a statement, however many lines it writes.
  FOREACH t IN ARRAY ARRAY['lines', 'receipt_lines', 'customer_lines', 'holds', 'edits', 'commitments'] LOOP
    EXECUTE format('CREATE TRIGGER keep_published_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS touched
                    FOR EACH STATEMENT EXECUTE FUNCTION targetree_keep_of_sheet()', t);
    EXECUTE format('CREATE TRIGGER keep_published_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS touched
                    NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION targetree_keep_of_sheet()', t);
    EXECUTE format('CREATE TRIGGER keep_published_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS touched
                    FOR EACH STATEMENT EXECUTE FUNCTION targetree_keep_of_sheet()', t);
  END LOOP;
END $$;
CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON versions
  FOR EACH ROW EXECUTE FUNCTION targetree_keep_version();

-- Publishing is a director's.
CREATE FUNCTION targetree_publish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'published' AND targetree_account() IS NOT NULL AND NOT targetree_directs() THEN
    RAISE EXCEPTION 'only a director publishes' USING ERRCODE = 'TT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publish BEFORE INSERT OR UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION targetree_publish();
