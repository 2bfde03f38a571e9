-- Who acts, as row-level security and the record see it. The application says `targetree.account` at the start of each
-- transaction; what that account may see and change follows from its grants alone.

CREATE FUNCTION targetree_account() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('targetree.account', true), '')::bigint $$;

CREATE FUNCTION targetree_has_role(VARIADIC wanted text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT EXISTS (SELECT 1 FROM grants g JOIN accounts a ON a.id = g.account_id AND a.is_active
                  WHERE g.account_id = targetree_account() AND g.role = ANY (wanted)) $$;

-- The highest nodes that the account's grants of these roles reach; a seller's are all seats of the person.
CREATE FUNCTION targetree_roots(VARIADIC wanted text[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT n.id), '{}')
   FROM grants g
   JOIN accounts a ON a.id = g.account_id AND a.is_active
   LEFT JOIN nodes granted ON granted.id = g.node_id
   JOIN nodes n ON (g.role = 'manager' AND n.id = g.node_id)
                OR (g.role = 'seller' AND n.person_id = granted.person_id)
                OR (g.role IN ('director', 'operations', 'auditor') AND n.parent_id IS NULL AND n.kind = 'unit')
   WHERE g.account_id = targetree_account() AND g.role = ANY (wanted) $$;

-- What stands above them: a person sees the whole chain above their own number.
CREATE FUNCTION targetree_chain(VARIADIC wanted text[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT above), '{}')
   FROM nodes n, unnest(n.path) AS above WHERE n.id = ANY (targetree_roots(VARIADIC wanted)) $$;

CREATE FUNCTION targetree_sees_all() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT targetree_has_role('director', 'operations', 'auditor') $$;

CREATE FUNCTION targetree_administers() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT targetree_has_role('director', 'operations') $$;

CREATE FUNCTION targetree_directs() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT targetree_has_role('director') $$;

-- The first account of an installation directs it: while nobody has been granted anything, and never again.
CREATE FUNCTION targetree_first_director(first bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  LOCK TABLE grants IN EXCLUSIVE MODE;
  IF EXISTS (SELECT 1 FROM grants) THEN
    RETURN false;
  END IF;
  INSERT INTO grants (account_id, role, granted_at) VALUES (first, 'director', now());
  RETURN true;
END $$;
