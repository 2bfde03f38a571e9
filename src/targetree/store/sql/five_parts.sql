-- Requests for support: their trace writes itself, those who are asked change the answer alone, and both sides know the
-- names of each other although neither sees the other's part of the organisation.

ALTER TABLE request_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_events FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON request_events TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON request_events FOR SELECT TO targetree_app USING (
  request_id IN (SELECT id FROM support_requests));
REVOKE INSERT, UPDATE, DELETE ON request_events FROM targetree_app;

CREATE FUNCTION targetree_trace_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who bigint := targetree_account();
  what text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    what := 'asked';
  ELSIF NEW.status IS DISTINCT FROM OLD.status THEN
    what := CASE NEW.status WHEN 'open' THEN 'reopened' ELSE NEW.status END;
  ELSIF NEW.promised IS DISTINCT FROM OLD.promised OR NEW.answer IS DISTINCT FROM OLD.answer THEN
    what := NEW.status;
  ELSIF (NEW.text, NEW.why, NEW.needed_by) IS DISTINCT FROM (OLD.text, OLD.why, OLD.needed_by) THEN
    what := 'changed';
  ELSE
    RETURN NULL;
  END IF;
  INSERT INTO request_events (request_id, event, text, promised, needed_by, account_id, account_name, at)
  VALUES (NEW.id, what,
          CASE WHEN what IN ('accepted', 'declined', 'done') THEN NEW.answer
               WHEN what IN ('asked', 'changed') THEN NEW.text
               ELSE coalesce(current_setting('targetree.why', true), '') END,
          NEW.promised, NEW.needed_by, who, coalesce((SELECT name FROM accounts WHERE id = who), ''),
          clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER trace AFTER INSERT OR UPDATE ON support_requests
  FOR EACH ROW EXECUTE FUNCTION targetree_trace_request();

-- Those who ask do not answer, and those who are asked change nothing but the answer.
CREATE FUNCTION targetree_keep_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  answer text[] := ARRAY['status', 'promised', 'answer', 'answered_by_id', 'answered_at', 'done_at', 'revision'];
  asked boolean := coalesce(OLD.to_account_id = targetree_account(), false)
                   OR coalesce(OLD.to_node_id = ANY (targetree_roots('director', 'manager')), false);
  asks boolean := EXISTS (SELECT 1 FROM nodes n WHERE n.id = OLD.node_id
                          AND n.path && targetree_roots('director', 'operations', 'manager', 'seller'));
BEGIN
  IF targetree_account() IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status AND NOT (
      CASE NEW.status WHEN 'accepted' THEN asked WHEN 'declined' THEN asked WHEN 'done' THEN asked OR asks
                      ELSE asks END)
     OR NOT asks AND to_jsonb(NEW) - answer IS DISTINCT FROM to_jsonb(OLD) - answer THEN
    RAISE EXCEPTION 'not theirs to change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON support_requests FOR EACH ROW EXECUTE FUNCTION targetree_keep_request();

-- Whose account answers for a unit: its manager's; for the company, the directors'.
CREATE FUNCTION targetree_answers_for(unit bigint)
RETURNS TABLE (account bigint, name varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT DISTINCT a.id, a.name FROM grants g JOIN accounts a ON a.id = g.account_id AND a.is_active
   JOIN nodes n ON n.id = unit
   WHERE (g.role = 'manager' AND g.node_id = unit) OR (g.role = 'director' AND n.parent_id IS NULL AND n.kind = 'unit')
$$;

-- The units that can be asked, depth-first: anybody who plans may ask any of them. `wanted`: that one alone, also one
-- that is archived.
CREATE FUNCTION targetree_units_to_ask(wanted bigint)
RETURNS TABLE (node bigint, path bigint[], name varchar, archived boolean, accounts bigint[], answerers text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT n.id, n.path, n.name, n.archived_at IS NOT NULL, w.accounts, coalesce(w.names, '')
   FROM nodes n LEFT JOIN LATERAL (SELECT array_agg(f.account ORDER BY f.name, f.account) AS accounts,
     string_agg(f.name, E'\x1f' ORDER BY f.name, f.account) AS names FROM targetree_answers_for(n.id) f) w ON true
   WHERE n.kind = 'unit' AND targetree_has_role('director', 'operations', 'manager', 'seller')
     AND CASE WHEN wanted IS NULL THEN n.archived_at IS NULL ELSE n.id = wanted END
   ORDER BY n.position, n.id $$;

-- The colleagues who can be asked: everybody with an account and a role; other departments first.
CREATE FUNCTION targetree_colleagues_to_ask(wanted bigint)
RETURNS TABLE (account bigint, name varchar, title varchar, other boolean, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT a.id, a.name, coalesce(h.title, ''), bool_or(g.role = 'colleague'), a.person_id
   FROM accounts a JOIN grants g ON g.account_id = a.id LEFT JOIN people h ON h.id = a.person_id
   WHERE a.is_active AND targetree_has_role('director', 'operations', 'manager', 'seller')
     AND (wanted IS NULL OR a.id = wanted)
   GROUP BY a.id, a.name, h.title, a.person_id
   ORDER BY bool_or(g.role = 'colleague') DESC, a.name, a.id $$;

-- The names on a request, for whom it concerns.
CREATE FUNCTION targetree_request_names(wanted bigint[])
RETURNS TABLE (request bigint, node_name varchar, node_kind varchar, unit_name varchar, to_name varchar,
               to_archived boolean, answerers text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT r.id, n.name, n.kind, u.name, t.name, coalesce(t.archived_at IS NOT NULL, false),
     coalesce(CASE WHEN r.to_account_id IS NOT NULL THEN c.name
                   ELSE (SELECT string_agg(f.name, E'\x1f' ORDER BY f.name, f.account)
                         FROM targetree_answers_for(r.to_node_id) f) END, '')
   FROM support_requests r JOIN nodes n ON n.id = r.node_id LEFT JOIN nodes u ON u.id = n.parent_id
   LEFT JOIN nodes t ON t.id = r.to_node_id LEFT JOIN accounts c ON c.id = r.to_account_id AND c.is_active
   WHERE r.id = ANY (wanted) AND (
     targetree_sees_all() OR r.to_account_id = targetree_account() OR r.asked_by_id = targetree_account()
     OR r.to_node_id = ANY (targetree_roots('director', 'manager'))
     OR n.path && targetree_roots('manager', 'seller')) $$;
