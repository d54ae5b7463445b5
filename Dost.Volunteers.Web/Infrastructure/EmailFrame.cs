namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>What an e-mail may do that is shown in a page: bring its own inline styles, and nothing else; no script, no form, nothing from elsewhere.</summary>
public static class EmailFrame
{
    /// <summary>In a frame of our own pages.</summary>
    public const string Ourselves = "'self'";

    /// <summary>Only as a page of its own.</summary>
    public const string Nobody = "'none'";

    public static string Policy(string ancestors) => $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
}
