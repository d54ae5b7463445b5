/*  How many messages of each kind went which way on each day, and how long they took. A queue that grows shows here first.
    Reads: OutboundMessages.  Days are Baku days.                                                                             */
CREATE OR ALTER VIEW [dbo].[MessagesByState]
AS
SELECT
    CAST([m].[CreatedAtUtc] AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date) AS [Day],
    [m].[Kind],
    [m].[Channel],
    [m].[State],
    [m].[Reason],
    COUNT(*) AS [Messages],
    AVG(CAST(DATEDIFF(SECOND, [m].[DueAtUtc], [m].[SentAtUtc]) AS bigint)) AS [AverageSecondsFromDueToSent],
    MAX([m].[Attempts]) AS [MostAttempts]
FROM [dbo].[OutboundMessages] AS [m]
GROUP BY
    CAST([m].[CreatedAtUtc] AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date),
    [m].[Kind],
    [m].[Channel],
    [m].[State],
    [m].[Reason];
