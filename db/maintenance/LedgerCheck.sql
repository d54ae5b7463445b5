/*  Entries of the hours that do not follow the one before them: a row is missing, or was put in between. No row is good.
    Changes nothing. Reads: HoursEntries. What a changed row says is only seen by the program, which has the key of the hashes.   */
WITH [Chain] AS
(
    SELECT
        [h].[VolunteerId],
        [h].[HoursEntryId],
        [h].[Sequence],
        [h].[PreviousHash],
        LAG([h].[Sequence], 1, 0) OVER (PARTITION BY [h].[VolunteerId] ORDER BY [h].[Sequence]) AS [SequenceBefore],
        LAG([h].[Hash], 1, REPLICATE(N'0', 64)) OVER (PARTITION BY [h].[VolunteerId] ORDER BY [h].[Sequence]) AS [HashBefore]
    FROM [dbo].[HoursEntries] AS [h]
)
SELECT
    [VolunteerId],
    [HoursEntryId],
    [Sequence],
    CASE WHEN [Sequence] <> [SequenceBefore] + 1 THEN N'An entry is missing before this one.' ELSE N'This entry does not follow the one before it.' END AS [What]
FROM [Chain]
WHERE [Sequence] <> [SequenceBefore] + 1
    OR [PreviousHash] <> [HashBefore];
