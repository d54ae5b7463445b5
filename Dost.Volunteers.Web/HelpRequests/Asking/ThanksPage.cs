using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>What whoever has just asked takes home.</summary>
public sealed record ThanksPage(string TrackingCode, LocalName Category, DateOnly WantedOn, PartOfDay WantedPart, string ContactPhone, bool HasEmail, bool IsPhoneConfirmed, bool AwaitsCall);
