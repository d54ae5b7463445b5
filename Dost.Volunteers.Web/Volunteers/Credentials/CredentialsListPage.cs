using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Volunteers.Credentials;

/// <summary>What the coordinator asked for in the address; whatever is odd counts as not asked.</summary>
public sealed class CredentialFilter
{
    public const string Expiring = "expiring";

    public string? Show { get; set; }

    public string? Type { get; set; }

    public int? Page { get; set; }

    public bool IsExpiring => Show == Expiring;
}

/// <summary>What waits to be checked, oldest first, or what expires soon.</summary>
public sealed record CredentialsListPage(
    CredentialFilter Filter, Page<CredentialLine> Rows, int Waiting, int Expiring, IReadOnlyList<SelectListItem> Types, DateOnly Today);

/// <summary>One credential before the decision, with what is encrypted opened.</summary>
public sealed record DecidePage(CredentialLine Line, CredentialType Type, Guid Version, string? Number, string? Issuer, bool IsOwn, DateOnly Today)
{
    public VerifyForm Verify { get; init; } = new();
    public CredentialReasonForm Reason { get; init; } = new();
}
