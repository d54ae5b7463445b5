using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Messaging;

/// <summary>Six digits for one purpose, ten minutes, five tries, and not without end.</summary>
public sealed class OneTimeCodeTests(TestApp app) : IClassFixture<TestApp>
{
    private const OneTimeCodePurpose Purpose = OneTimeCodePurpose.SignIn;

    [Fact]
    public async Task A_code_works_once()
    {
        var subject = Guid.NewGuid();
        var code = await IssueAsync(subject);

        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal(CodeOutcome.Right, await CheckAsync(subject, $" {code[..3]} {code[3..]} "));
        Assert.Equal(CodeOutcome.Expired, await CheckAsync(subject, code));
    }

    [Fact]
    public async Task A_code_serves_its_own_purpose_only()
    {
        var subject = Guid.NewGuid();
        var code = await IssueAsync(subject);
        await using var scope = app.NewScope();

        Assert.Equal(CodeOutcome.Expired, await scope.Get<OneTimeCodeService>().CheckAsync(OneTimeCodePurpose.ConfirmPhone, subject, code, CancellationToken.None));
        Assert.Equal(CodeOutcome.Expired, await CheckAsync(Guid.NewGuid(), code));
    }

    [Fact]
    public async Task After_ten_minutes_it_is_over()
    {
        var subject = Guid.NewGuid();
        var code = await IssueAsync(subject);

        app.Clock.Advance(OneTimeCode.Lifetime);

        Assert.Equal(CodeOutcome.Expired, await CheckAsync(subject, code));
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_one_is_refused_too()
    {
        var subject = Guid.NewGuid();
        var code = await IssueAsync(subject);
        var wrong = code == "000000" ? "000001" : "000000";

        for (var i = 1; i < OneTimeCode.MaxFailedAttempts; i++)
        {
            Assert.Equal(CodeOutcome.Wrong, await CheckAsync(subject, wrong));
        }

        Assert.Equal(CodeOutcome.TooManyAttempts, await CheckAsync(subject, wrong));
        Assert.Equal(CodeOutcome.TooManyAttempts, await CheckAsync(subject, code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public async Task What_is_no_code_is_wrong(string? typed)
    {
        var subject = Guid.NewGuid();
        await IssueAsync(subject);

        Assert.Equal(CodeOutcome.Wrong, await CheckAsync(subject, typed));
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_all_count()
    {
        var subject = Guid.NewGuid();
        var code = await IssueAsync(subject);
        var wrong = code == "000000" ? "000001" : "000000";

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CheckAsync(subject, wrong)));

        var failed = await app.QueryAsync(db => db.OneTimeCodes.Where(c => c.SubjectId == subject).Select(c => c.FailedAttempts).SingleAsync());
        Assert.InRange(failed, 1, OneTimeCode.MaxFailedAttempts);
        Assert.NotEqual(CodeOutcome.Right, await CheckAsync(subject, wrong));
    }

    [Fact]
    public async Task Of_two_codes_the_newest_counts()
    {
        var subject = Guid.NewGuid();
        var first = await IssueAsync(subject);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await IssueAsync(subject);

        Assert.NotEqual(CodeOutcome.Right, first == second ? CodeOutcome.Wrong : await CheckAsync(subject, first));
        Assert.Equal(CodeOutcome.Right, await CheckAsync(subject, second));
    }

    [Fact]
    public async Task No_more_than_five_SMS_go_out_in_an_hour()
    {
        var subject = Guid.NewGuid();

        for (var i = 0; i < OneTimeCodeService.PerHour; i++)
        {
            await IssueAsync(subject);
        }

        await using (var scope = app.NewScope())
        {
            Assert.False(await scope.Get<OneTimeCodeService>().IssueAsync(Purpose, subject, Recipient.Account(subject), CancellationToken.None));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await IssueAsync(subject);
    }

    [Fact]
    public async Task The_database_holds_no_digits_of_a_code()
    {
        var subject = Guid.NewGuid();
        await IssueAsync(subject);
        var columns = await app.QueryAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(OneTimeCode))!.GetProperties().Select(p => p.Name).ToList()));

        Assert.DoesNotContain(columns, c => c.Contains("Digits", StringComparison.Ordinal) || c == "Code" || c.Contains("Hash", StringComparison.Ordinal));
    }

    private async Task<string> IssueAsync(Guid subject)
    {
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<OneTimeCodeService>().IssueAsync(Purpose, subject, Recipient.Account(subject), CancellationToken.None));

        return (await app.LastCodeAsync(subject))!;
    }

    private async Task<CodeOutcome> CheckAsync(Guid subject, string? typed)
    {
        await using var scope = app.NewScope();

        return await scope.Get<OneTimeCodeService>().CheckAsync(Purpose, subject, typed, CancellationToken.None);
    }
}
