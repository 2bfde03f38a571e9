-- A temporary table is found before a real one of its name, unless a function says where temporary ones come. The
-- application may make temporary tables; one called `records` would have caught what the triggers write.

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
           AND proname LIKE 'targetree\_%' LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', f);
  END LOOP;
END $$;
