/*  Restores a backup under another name, checks it, counts what is in it, and drops it again. A backup that was never restored is a hope.
    Set the variables first; the logical file names stand in RESTORE FILELISTONLY. Needs: dbcreator. Run it monthly, on another server.   */
DECLARE @File nvarchar(400) = N'/var/opt/mssql/backup/DostVolunteers.bak';
DECLARE @DataFile nvarchar(400) = N'/var/opt/mssql/data/DostVolunteers_RestoreTest.mdf';
DECLARE @LogFile nvarchar(400) = N'/var/opt/mssql/data/DostVolunteers_RestoreTest.ldf';

RESTORE VERIFYONLY FROM DISK = @File WITH CHECKSUM;

RESTORE DATABASE [DostVolunteers_RestoreTest] FROM DISK = @File
    WITH CHECKSUM,
        MOVE N'DostVolunteers' TO @DataFile,
        MOVE N'DostVolunteers_log' TO @LogFile,
        REPLACE,
        STATS = 10;

DBCC CHECKDB (N'DostVolunteers_RestoreTest') WITH NO_INFOMSGS, ALL_ERRORMSGS;

-- Names of the restored tables are given by the restore, so they are asked for only now.
EXEC [sys].[sp_executesql] N'
    SELECT
        (SELECT MAX([MigrationId]) FROM [DostVolunteers_RestoreTest].[dbo].[__EFMigrationsHistory]) AS [LastMigration],
        (SELECT COUNT(*) FROM [DostVolunteers_RestoreTest].[dbo].[Volunteers]) AS [Volunteers],
        (SELECT COUNT(*) FROM [DostVolunteers_RestoreTest].[dbo].[HelpRequests]) AS [HelpRequests],
        (SELECT COUNT(*) FROM [DostVolunteers_RestoreTest].[dbo].[HoursEntries]) AS [HoursEntries],
        (SELECT MAX([AtUtc]) FROM [DostVolunteers_RestoreTest].[dbo].[AuditEntries]) AS [LastAct];';

ALTER DATABASE [DostVolunteers_RestoreTest] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
DROP DATABASE [DostVolunteers_RestoreTest];
