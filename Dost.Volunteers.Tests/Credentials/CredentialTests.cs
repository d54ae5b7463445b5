using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>A credential and its kind: what they allow.</summary>
public class CredentialTests
{
    private static readonly DateTime _now = new(2026, 11, 23, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Fact]
    public void Only_what_waits_is_decided_on_and_only_what_was_verified_is_revoked()
    {
        var refused = Waiting();
        Assert.True(refused.Refuse("Şəkil aydın deyil", null, _now));
        Assert.False(refused.Verify(_today, null, null, _now));
        Assert.False(refused.Revoke("x", null, _now));
        Assert.False(refused.ReplaceFile(Guid.NewGuid()));
        Assert.Equal((CredentialState.Refused, "Şəkil aydın deyil"), (refused.State, refused.Reason));

        var verified = Waiting();
        Assert.False(verified.Revoke("x", null, _now));
        Assert.True(verified.ReplaceFile(Guid.NewGuid()));
        Assert.True(verified.Verify(_today, _today, null, _now));
        Assert.False(verified.Refuse("x", null, _now));
        Assert.True(verified.Revoke("Saxtadır", null, _now));
        Assert.False(verified.IsValidOn(_today));
    }

    [Fact]
    public void Each_decision_is_seen_by_who_decides_at_the_same_moment()
    {
        var credential = Waiting();
        var seen = credential.Version;

        credential.Verify(_today, null, null, _now);

        Assert.NotEqual(seen, credential.Version);
    }

    [Fact]
    public void It_counts_on_the_first_and_the_last_day_and_not_outside()
    {
        var credential = Waiting();
        Assert.False(credential.IsValidOn(_today));

        credential.Verify(_today.AddDays(-10), _today.AddDays(10), null, _now);

        Assert.Equal(
            [false, true, true, true, false],
            new[] { -11, -10, 0, 10, 11 }.Select(days => credential.IsValidOn(_today.AddDays(days))));
    }

    [Theory]
    [InlineData(12, false, null, "2027-11-23")]
    [InlineData(null, true, "2028-01-31", "2028-01-31")]
    [InlineData(12, true, "2028-01-31", "2027-11-23")] // the rule is shorter than the paper
    [InlineData(12, true, "2027-01-31", "2027-01-31")]
    [InlineData(null, false, "2027-01-31", null)] // nobody asked what the paper says
    public void The_last_day_is_the_earlier_of_the_rule_and_the_paper(int? months, bool asksExpiry, string? paper, string? last) =>
        Assert.Equal(Day(last), Type(months, asksExpiry).LastDayOf(new CredentialDates(_today, Day(paper))));

    [Theory]
    [InlineData("2026-11-23", null, DatesOutcome.Fine)]
    [InlineData("2026-11-24", null, DatesOutcome.IssuedInFuture)]
    [InlineData("0026-11-23", null, DatesOutcome.IssuedTooLongAgo)]
    [InlineData("2025-11-23", null, DatesOutcome.Fine)] // its last day is today
    [InlineData("2025-11-22", null, DatesOutcome.Expired)]
    public void A_date_that_cannot_be_is_refused(string issued, string? expires, DatesOutcome outcome) =>
        Assert.Equal(outcome, Type(12, asksExpiry: false).Judge(new CredentialDates(Day(issued)!.Value, Day(expires)), _today));

    [Theory]
    [InlineData(null, DatesOutcome.ExpiryMissing)]
    [InlineData("2026-11-01", DatesOutcome.ExpiresBeforeIssue)]
    [InlineData("2026-11-22", DatesOutcome.Expired)]
    [InlineData("2026-11-23", DatesOutcome.Fine)]
    public void A_paper_that_says_its_last_day_is_believed_only_where_it_can_be(string? expires, DatesOutcome outcome) =>
        Assert.Equal(outcome, Type(null, asksExpiry: true).Judge(new CredentialDates(new DateOnly(2026, 11, 1), Day(expires)), _today));

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Credential Waiting() => new() { CredentialId = Guid.NewGuid(), VolunteerId = Guid.NewGuid(), CredentialTypeCode = "driving-licence", IssuedOn = _today, SubmittedAtUtc = _now };

    private static CredentialType Type(int? months, bool asksExpiry) => new()
    {
        CredentialTypeCode = "x",
        Name = new LocalName("x", "x", "x"),
        Hint = new LocalName("x", "x", "x"),
        Kind = CredentialKind.Document,
        ValidMonths = months,
        AsksExpiry = asksExpiry,
        Vetting = VettingLevel.None,
        Position = 0,
    };
}
