/*  What stands beyond its time. The jobs PurgeExpired and ApplyRetention delete the first three and, after a warning, erase volunteers;
    they look closer than this page, at the last thing that happened with a person. Requests are for the data-protection officer.
    Changes nothing. Reads: OneTimeCodes, OneTapLinks, OutboundMessages, Volunteers, HelpRequests, Settings.
    The times are the settings Privacy.Keep…Months.                                                                                */
DECLARE @Now datetime2 = SYSUTCDATETIME();
DECLARE @MessageMonths int = ISNULL((SELECT TRY_CAST([Value] AS int) FROM [dbo].[Settings] WHERE [SettingKey] = N'Privacy.KeepMessagesMonths'), 24);
DECLARE @Months int = ISNULL((SELECT TRY_CAST([Value] AS int) FROM [dbo].[Settings] WHERE [SettingKey] = N'Privacy.KeepLeftMonths'), 36);
DECLARE @MessagesBefore datetime2 = DATEADD(MONTH, -@MessageMonths, @Now);
DECLARE @Before datetime2 = DATEADD(MONTH, -@Months, @Now);

SELECT N'One-time codes older than a day' AS [What], COUNT(*) AS [Rows], MIN([IssuedAtUtc]) AS [OldestAtUtc]
FROM [dbo].[OneTimeCodes]
WHERE [IssuedAtUtc] < DATEADD(DAY, -1, @Now)
UNION ALL
SELECT N'One-tap links that expired thirty days ago', COUNT(*), MIN([ExpiresAtUtc])
FROM [dbo].[OneTapLinks]
WHERE [ExpiresAtUtc] < DATEADD(DAY, -30, @Now)
UNION ALL
SELECT N'Messages beyond the retention time', COUNT(*), MIN([CreatedAtUtc])
FROM [dbo].[OutboundMessages]
WHERE [CreatedAtUtc] < @MessagesBefore
UNION ALL
SELECT N'Volunteers who went and are beyond the retention time', COUNT(*), MIN([AppliedAtUtc])
FROM [dbo].[Volunteers]
WHERE [State] IN (N'Completed', N'Left', N'Rejected') AND [ErasedAtUtc] IS NULL AND [AppliedAtUtc] < @Before
UNION ALL
SELECT N'Requests for help that ended beyond the retention time', COUNT(*), MIN([AskedAtUtc])
FROM [dbo].[HelpRequests]
WHERE [State] IN (N'Closed', N'Rejected', N'Cancelled', N'NotDone') AND [AskedAtUtc] < @Before;
