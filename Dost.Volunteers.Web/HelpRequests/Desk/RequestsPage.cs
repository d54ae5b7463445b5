using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Board;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>The requests of the coordinator's centres that a search found, in every state.</summary>
public sealed record RequestsPage(string? Search, Page<RequestCard> Cards);
