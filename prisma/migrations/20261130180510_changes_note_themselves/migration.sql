-- A change that a user makes of another person's data, of the set-up of the clinic or of the security of an account is
-- noted by the change itself, in its transaction. The apps say who acts, for one transaction, by the settings docket.*:
-- action, actor, request, own (whether what actors change of their own accounts is noted), and noted (what has its entry
-- already, such as ",person:7,"). Where docket.action is empty, as for a patient's own booking, no function is called.
-- Semicolons in the bodies are written as \073: the engine that applies this splits at them.
CREATE FUNCTION "note_change"() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
    changed jsonb := CASE WHEN TG_OP = \'DELETE\' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END\073
    kind text := TG_ARGV[0]\073
    id text := changed ->> TG_ARGV[1]\073
    key text := kind || \':\' || id || \',\'\073
    noted text := current_setting(\'docket.noted\', true)\073
    own boolean := current_setting(\'docket.own\', true) = \'on\'\073
    actor int := nullif(current_setting(\'docket.actor\', true), \'\')::int\073
BEGIN
    IF id IS NULL OR strpos(noted, \',\' || key) > 0 THEN
        RETURN NULL\073
    END IF\073
    IF kind = \'person\' AND id::int = actor AND NOT own THEN
        RETURN NULL\073
    END IF\073
    INSERT INTO audit_entries (occurred_at, actor_id, subject_id, object_type, object_id, action, request_id)
    VALUES (clock_timestamp(), actor, CASE kind WHEN \'person\' THEN id::int END, CASE WHEN kind <> \'person\' THEN kind END,
        CASE WHEN kind <> \'person\' THEN id END, current_setting(\'docket.action\'),
        nullif(current_setting(\'docket.request\', true), \'\'))\073
    PERFORM set_config(\'docket.noted\', noted || key, true)\073
    RETURN NULL\073
END';

-- The data of people. A hold that is cleared away because it has expired is no one's doing.

CREATE TRIGGER "appointments_noted_new" AFTER INSERT OR DELETE ON "appointments" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "appointments_noted" AFTER UPDATE ON "appointments" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '' AND NOT (OLD.status = 'held' AND NEW.status = 'cancelled' AND OLD.hold_expires_at <= now())) EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "waitlist_entries_noted" AFTER INSERT OR UPDATE OR DELETE ON "waitlist_entries" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "staff_locations_noted" AFTER INSERT OR UPDATE OR DELETE ON "staff_locations" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "second_factors_noted" AFTER INSERT OR UPDATE OR DELETE ON "second_factors" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "recovery_codes_noted" AFTER INSERT OR DELETE ON "recovery_codes" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "sessions_noted" AFTER INSERT OR UPDATE OF ended_at, second_factor ON "sessions" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "account_links_noted" AFTER INSERT OR UPDATE ON "account_links" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "notification_preferences_noted" AFTER INSERT OR UPDATE OR DELETE ON "notification_preferences" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "deliveries_noted" AFTER INSERT ON "deliveries" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'user_id');
CREATE TRIGGER "users_noted" AFTER INSERT OR UPDATE ON "users" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'id');
CREATE TRIGGER "guardianships_noted" AFTER INSERT OR UPDATE ON "guardianships" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'dependant_id');
CREATE TRIGGER "guardianships_noted_guardian" AFTER INSERT OR UPDATE ON "guardianships" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'guardian_id');
CREATE TRIGGER "patient_merges_noted" AFTER INSERT OR UPDATE ON "patient_merges" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'merged_id');
CREATE TRIGGER "patient_merges_noted_kept" AFTER INSERT OR UPDATE ON "patient_merges" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('person', 'kept_id');

-- The set-up of the clinic, and invitations, which are about no account yet.
CREATE TRIGGER "account_links_noted_invitation" AFTER INSERT OR UPDATE ON "account_links" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '' AND NEW.user_id IS NULL) EXECUTE FUNCTION "note_change"('invitation', 'id');
CREATE TRIGGER "doctors_noted" AFTER INSERT OR UPDATE OR DELETE ON "doctors" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('doctor', 'id');
CREATE TRIGGER "doctor_visit_types_noted" AFTER INSERT OR UPDATE OR DELETE ON "doctor_visit_types" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('doctor', 'doctor_id');
CREATE TRIGGER "schedule_windows_noted" AFTER INSERT OR UPDATE OR DELETE ON "schedule_windows" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('doctor', 'doctor_id');
CREATE TRIGGER "schedule_exceptions_noted" AFTER INSERT OR UPDATE OR DELETE ON "schedule_exceptions" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('doctor', 'doctor_id');
CREATE TRIGGER "locations_noted" AFTER INSERT OR UPDATE OR DELETE ON "locations" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('location', 'id');
CREATE TRIGGER "location_closures_noted" AFTER INSERT OR UPDATE OR DELETE ON "location_closures" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('location', 'location_id');
CREATE TRIGGER "visit_types_noted" AFTER INSERT OR UPDATE OR DELETE ON "visit_types" FOR EACH ROW
    WHEN (current_setting('docket.action', true) <> '') EXECUTE FUNCTION "note_change"('visit_type', 'id');
