/*  Reorganises or rebuilds fragmented indexes, and refreshes statistics. Ids are random to SQL Server's order, so pages do split.
    Weekly, at night. Needs: ALTER on the tables. Indexes of fewer than a thousand pages are left alone: it would not be felt.       */
SET NOCOUNT ON;

DECLARE @Command nvarchar(1000);
DECLARE [fragmented] CURSOR LOCAL FAST_FORWARD FOR
    SELECT
        N'ALTER INDEX ' + QUOTENAME([i].[name]) + N' ON ' + QUOTENAME([s].[name]) + N'.' + QUOTENAME([t].[name])
        + CASE WHEN [f].[avg_fragmentation_in_percent] > 30 THEN N' REBUILD;' ELSE N' REORGANIZE;' END
    FROM [sys].[dm_db_index_physical_stats](DB_ID(), NULL, NULL, NULL, N'LIMITED') AS [f]
    INNER JOIN [sys].[indexes] AS [i] ON [i].[object_id] = [f].[object_id] AND [i].[index_id] = [f].[index_id]
    INNER JOIN [sys].[tables] AS [t] ON [t].[object_id] = [i].[object_id]
    INNER JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [t].[schema_id]
    WHERE [f].[avg_fragmentation_in_percent] > 10
        AND [f].[page_count] > 1000
        AND [i].[name] IS NOT NULL;

OPEN [fragmented];
FETCH NEXT FROM [fragmented] INTO @Command;

WHILE @@FETCH_STATUS = 0
BEGIN
    PRINT @Command;
    EXEC [sys].[sp_executesql] @Command;
    FETCH NEXT FROM [fragmented] INTO @Command;
END;

CLOSE [fragmented];
DEALLOCATE [fragmented];

EXEC [sys].[sp_updatestats];
