/*  A full backup with checksums, and one of the log. Schedule: full each night, log every fifteen minutes (the second statement alone).
    The backup opens nothing by itself: FIN, health notes, links and sessions hang on Privacy:Secret, which is kept elsewhere.
    Set the two variables first. Needs: BACKUP DATABASE and BACKUP LOG.                                                              */
DECLARE @Database sysname = N'DostVolunteers';
DECLARE @Folder nvarchar(260) = N'/var/opt/mssql/backup/';

DECLARE @Stamp nvarchar(20) = FORMAT(SYSUTCDATETIME(), 'yyyyMMdd-HHmmss');
DECLARE @FullFile nvarchar(400) = @Folder + @Database + N'.' + @Stamp + N'.bak';
DECLARE @LogFile nvarchar(400) = @Folder + @Database + N'.' + @Stamp + N'.trn';

BACKUP DATABASE @Database TO DISK = @FullFile WITH CHECKSUM, COMPRESSION, INIT, STATS = 10;

IF EXISTS (SELECT 1 FROM [sys].[databases] WHERE [name] = @Database AND [recovery_model_desc] <> N'SIMPLE')
BEGIN
    BACKUP LOG @Database TO DISK = @LogFile WITH CHECKSUM, COMPRESSION, INIT;
END;
