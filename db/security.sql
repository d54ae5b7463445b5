/*  The roles of the database: the site and its workers (read and write, no owner rights), and analysts (the reports, nothing else).
    Idempotent; run it after upgrade.sql and reports/, and again after a new report. Needs: db_owner.
    Then give each login its role:  CREATE USER [dost_site] FOR LOGIN [dost_site];  ALTER ROLE [dost_app] ADD MEMBER [dost_site];     */
IF DATABASE_PRINCIPAL_ID(N'dost_app') IS NULL
BEGIN
    CREATE ROLE [dost_app] AUTHORIZATION [dbo];
END;

IF DATABASE_PRINCIPAL_ID(N'dost_report') IS NULL
BEGIN
    CREATE ROLE [dost_report] AUTHORIZATION [dbo];
END;
GO

GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[dbo] TO [dost_app];

-- What must not be changed afterwards, not even by a program that was broken into.
DENY UPDATE, DELETE ON [dbo].[AuditEntries] TO [dost_app];
DENY UPDATE, DELETE ON [dbo].[ConsentTexts] TO [dost_app];
DENY DELETE ON [dbo].[HoursEntries] TO [dost_app];
DENY DELETE ON [dbo].[HoursChains] TO [dost_app];
DENY DELETE ON [dbo].[LedgerChecks] TO [dost_app];
DENY DELETE ON [dbo].[Certificates] TO [dost_app];
DENY INSERT, UPDATE, DELETE ON [dbo].[__EFMigrationsHistory] TO [dost_app];
GO

-- The jobs of the full package set keep their queue in a schema of their own; see hangfire/README.md.
IF SCHEMA_ID(N'HangFire') IS NOT NULL
BEGIN
    GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::[HangFire] TO [dost_app];
END;
GO

-- The views belong to dbo as the tables do, so who may read a view needs no right to its tables.
GRANT SELECT ON [dbo].[VolunteerHoursByMonth] TO [dost_report];
GRANT SELECT ON [dbo].[CentreActivityByWeek] TO [dost_report];
GRANT SELECT ON [dbo].[HelpRequestDueTimes] TO [dost_report];
GRANT SELECT ON [dbo].[MessagesByState] TO [dost_report];
GRANT SELECT ON [dbo].[VolunteersByState] TO [dost_report];
GRANT SELECT ON [dbo].[OfferAnswersByWeek] TO [dost_report];
GO
