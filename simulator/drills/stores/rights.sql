-- Who may do what in a shared register. PostgreSQL enforces it, whatever program a login uses.
--
-- A trainee's login reads its own rows, adds submissions and disputes in its own name, and chooses
-- among its submissions by handing one in again; it changes and deletes nothing else. Nothing it
-- writes is believed: time, flags and grade are the trainer's side's.
-- 'prospect drill setup' runs all of this each time; it says what is so, not what to change.

-- The two groups that logins belong to, and whoever sets up among the trainers.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prospect_trainer') THEN
        CREATE ROLE prospect_trainer NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prospect_trainee') THEN
        CREATE ROLE prospect_trainee NOLOGIN;
    END IF;
    IF NOT pg_has_role('prospect_trainer', 'MEMBER') THEN
        GRANT prospect_trainer TO CURRENT_USER;
    END IF;
END $$;

-- Tables. Who is in no group has nothing.
REVOKE ALL ON SCHEMA prospect FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA prospect FROM PUBLIC, prospect_trainer, prospect_trainee;
GRANT USAGE ON SCHEMA prospect TO prospect_trainer, prospect_trainee;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA prospect TO prospect_trainer;
REVOKE INSERT, UPDATE, DELETE ON prospect.register_version FROM prospect_trainer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA prospect TO prospect_trainer;
GRANT SELECT ON
    prospect.register_version, prospect.drills, prospect.members, prospect.submissions,
    prospect.grades, prospect.human_marks, prospect.comments, prospect.disputes, prospect.answers
    TO prospect_trainee;
GRANT INSERT ON prospect.submissions TO prospect_trainee;
-- Handing in once more what is kept, so that it counts.
GRANT UPDATE (sent) ON prospect.submissions TO prospect_trainee;
-- Not a dispute's number: that one is the sequence's.
GRANT INSERT (submission, criterion, turn, text, at) ON prospect.disputes TO prospect_trainee;
GRANT USAGE ON SEQUENCE prospect.disputes_number_seq TO prospect_trainee;

-- Rows: trainers all of them, trainees none but those that a policy below names.
DO $$
DECLARE named text;
BEGIN
    FOR named IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'prospect' AND tablename <> 'register_version'
    LOOP
        EXECUTE format('ALTER TABLE prospect.%I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('DROP POLICY IF EXISTS trainers_all ON prospect.%I', named);
        EXECUTE format('DROP POLICY IF EXISTS trainees_read ON prospect.%I', named);
        EXECUTE format('DROP POLICY IF EXISTS trainees_add ON prospect.%I', named);
        EXECUTE format('DROP POLICY IF EXISTS trainees_choose ON prospect.%I', named);
        EXECUTE format('CREATE POLICY trainers_all ON prospect.%I TO prospect_trainer '
            'USING (true) WITH CHECK (true)', named);
    END LOOP;
END $$;

-- From when on a trainee sees the score of an attempt, by the drill's own words.
CREATE OR REPLACE FUNCTION prospect.score_is_open(
    drill text, closed text, released text, attempt integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN drill::json ->> 'release' = 'by_trainer' THEN released IS NOT NULL
        WHEN drill::json ->> 'score' = 'at_once' OR closed IS NOT NULL
            OR (drill::json ->> 'deadline')::timestamptz <= now() THEN true
        ELSE drill::json ->> 'score' = 'after_last_attempt'
            AND attempt >= (drill::json ->> 'attempts')::integer
    END
$$;

CREATE POLICY trainees_read ON prospect.members FOR SELECT TO prospect_trainee
    USING (login = current_user::text);
CREATE POLICY trainees_read ON prospect.drills FOR SELECT TO prospect_trainee
    USING (id IN (SELECT drill FROM prospect.members WHERE login = current_user::text));
CREATE POLICY trainees_read ON prospect.submissions FOR SELECT TO prospect_trainee
    USING (EXISTS (SELECT FROM prospect.members AS m
        WHERE m.drill = submissions.drill AND m.trainee = submissions.trainee
        AND m.login = current_user::text));
CREATE POLICY trainees_add ON prospect.submissions FOR INSERT TO prospect_trainee
    WITH CHECK (
        EXISTS (SELECT FROM prospect.members AS m
            WHERE m.drill = submissions.drill AND m.trainee = submissions.trainee
            AND m.login = current_user::text)
        AND EXISTS (SELECT FROM prospect.drills AS d
            WHERE d.id = submissions.drill AND d.closed IS NULL
            AND attempt BETWEEN 1 AND (d.json::jsonb ->> 'attempts')::integer
            AND d.json::jsonb @> jsonb_build_object('meetings', jsonb_build_array(
                jsonb_build_object('scenario', jsonb_build_object('id', scenario))))));
CREATE POLICY trainees_choose ON prospect.submissions FOR UPDATE TO prospect_trainee
    USING (
        EXISTS (SELECT FROM prospect.members AS m
            WHERE m.drill = submissions.drill AND m.trainee = submissions.trainee
            AND m.login = current_user::text)
        AND EXISTS (SELECT FROM prospect.drills AS d
            WHERE d.id = submissions.drill AND d.closed IS NULL
            AND coalesce((d.json::json ->> 'deadline')::timestamptz > now(), true)));
CREATE POLICY trainees_read ON prospect.grades FOR SELECT TO prospect_trainee
    USING (EXISTS (SELECT FROM prospect.submissions AS s JOIN prospect.drills AS d ON d.id = s.drill
        WHERE s.id = submission AND s.checked
        AND prospect.score_is_open(d.json, d.closed, d.released, s.attempt)));
CREATE POLICY trainees_read ON prospect.human_marks FOR SELECT TO prospect_trainee
    USING (EXISTS (SELECT FROM prospect.submissions AS s JOIN prospect.drills AS d ON d.id = s.drill
        WHERE s.id = submission AND s.checked
        AND prospect.score_is_open(d.json, d.closed, d.released, s.attempt)));
-- Below, "those the login can see" are its own.
CREATE POLICY trainees_read ON prospect.comments FOR SELECT TO prospect_trainee
    USING (submission IN (SELECT id FROM prospect.submissions));
CREATE POLICY trainees_read ON prospect.disputes FOR SELECT TO prospect_trainee
    USING (submission IN (SELECT id FROM prospect.submissions));
CREATE POLICY trainees_add ON prospect.disputes FOR INSERT TO prospect_trainee
    WITH CHECK (submission IN (SELECT id FROM prospect.submissions));
CREATE POLICY trainees_read ON prospect.answers FOR SELECT TO prospect_trainee
    USING (dispute IN (SELECT number FROM prospect.disputes));

-- What a trainee's login may not say itself: when it was, and what came of checking.
CREATE OR REPLACE FUNCTION prospect.utc_now() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
$$;
CREATE OR REPLACE FUNCTION prospect.handed_in() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role('prospect_trainer', 'MEMBER') THEN
        NEW.received := prospect.utc_now();
        NEW.sent := NEW.received;
        NEW.checked := false;
        NEW.gradable := false;
        NEW.flags := '[]';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER handed_in BEFORE INSERT ON prospect.submissions
    FOR EACH ROW EXECUTE FUNCTION prospect.handed_in();
CREATE OR REPLACE FUNCTION prospect.chosen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role('prospect_trainer', 'MEMBER') THEN
        NEW.sent := prospect.utc_now();
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER chosen BEFORE UPDATE ON prospect.submissions
    FOR EACH ROW EXECUTE FUNCTION prospect.chosen();
CREATE OR REPLACE FUNCTION prospect.disputed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role('prospect_trainer', 'MEMBER') THEN
        NEW.at := prospect.utc_now();
        IF (SELECT count(*) FROM prospect.disputes AS d WHERE d.submission = NEW.submission) >= 50
        THEN
            RAISE EXCEPTION 'a submission has 50 disputes at most' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER disputed BEFORE INSERT ON prospect.disputes
    FOR EACH ROW EXECUTE FUNCTION prospect.disputed();
