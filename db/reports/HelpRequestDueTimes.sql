/*  How long each request for help took to each step, and which wait beyond the day that was wished for. No names, no tracking codes.
    Reads: HelpRequests, HelpRequestSteps, Centres.  Times are hours between the steps; days are Baku days.                          */
CREATE OR ALTER VIEW [dbo].[HelpRequestDueTimes]
AS
WITH [Steps] AS
(
    SELECT
        [s].[HelpRequestId],
        MIN(CASE WHEN [s].[State] = N'Triaged' THEN [s].[AtUtc] END) AS [TriagedAtUtc],
        MAX(CASE WHEN [s].[State] = N'Planned' THEN [s].[AtUtc] END) AS [PlannedAtUtc],
        MAX(CASE WHEN [s].[State] = N'Done' THEN [s].[AtUtc] END) AS [DoneAtUtc]
    FROM [dbo].[HelpRequestSteps] AS [s]
    GROUP BY [s].[HelpRequestId]
)
SELECT
    [r].[HelpRequestId],
    [c].[Code] AS [CentreCode],
    [r].[HelpCategoryCode],
    [r].[Urgency],
    [r].[State],
    [r].[AskedAtUtc],
    [r].[WantedOn],
    CAST(DATEDIFF(MINUTE, [r].[AskedAtUtc], [s].[TriagedAtUtc]) / 60.0 AS decimal(9, 1)) AS [HoursToTriage],
    CAST(DATEDIFF(MINUTE, [r].[AskedAtUtc], [s].[PlannedAtUtc]) / 60.0 AS decimal(9, 1)) AS [HoursToPlan],
    CAST(DATEDIFF(MINUTE, [r].[AskedAtUtc], [s].[DoneAtUtc]) / 60.0 AS decimal(9, 1)) AS [HoursToDone],
    CASE
        WHEN [r].[State] IN (N'New', N'Triaged', N'Planned')
            AND [r].[WantedOn] < CAST(SYSUTCDATETIME() AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date)
        THEN DATEDIFF(DAY, [r].[WantedOn], CAST(SYSUTCDATETIME() AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date))
        ELSE 0
    END AS [DaysLate],
    [r].[Stars]
FROM [dbo].[HelpRequests] AS [r]
INNER JOIN [dbo].[Centres] AS [c] ON [c].[CentreId] = [r].[CentreId]
LEFT JOIN [Steps] AS [s] ON [s].[HelpRequestId] = [r].[HelpRequestId];
