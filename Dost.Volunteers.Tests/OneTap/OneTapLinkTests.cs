using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.OneTap;

/// <summary>The token of a link: short, not to be guessed, made or altered.</summary>
public sealed class OneTapLinkTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_link_is_short_enough_for_an_SMS()
    {
        var token = await app.TokenAsync(LinkPurpose.AnswerAssignment, Guid.NewGuid());

        Assert.True($"/t/{token}".Length <= 24, token);
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
    }

    [Fact]
    public async Task A_link_opens_what_it_was_made_for()
    {
        var subject = Guid.NewGuid();
        var link = await OpenAsync(await app.TokenAsync(LinkPurpose.ConfirmEmail, subject));

        Assert.Equal((LinkPurpose.ConfirmEmail, subject), (link!.Purpose, link.SubjectId));
    }

    [Fact]
    public async Task The_same_link_goes_out_with_every_message_about_the_same_thing()
    {
        var subject = Guid.NewGuid();

        Assert.Equal(await app.TokenAsync(LinkPurpose.AnswerAssignment, subject), await app.TokenAsync(LinkPurpose.AnswerAssignment, subject, TimeSpan.FromDays(30)));
    }

    [Fact]
    public async Task A_later_message_prolongs_the_link_and_never_shortens_it()
    {
        var subject = Guid.NewGuid();
        var token = await app.TokenAsync(LinkPurpose.AnswerAssignment, subject, TimeSpan.FromDays(2));
        await app.TokenAsync(LinkPurpose.AnswerAssignment, subject, TimeSpan.FromDays(30));
        await app.TokenAsync(LinkPurpose.AnswerAssignment, subject, TimeSpan.FromDays(1));

        Assert.Equal(app.NowUtc.AddDays(30), (await OpenAsync(token))!.ExpiresAtUtc);
    }

    [Fact]
    public async Task No_letter_of_a_link_can_be_changed()
    {
        var token = await app.TokenAsync(LinkPurpose.AnswerAssignment, Guid.NewGuid());

        for (var i = 0; i < token.Length; i++)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(await FindAsync(forged));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAA")]
    [InlineData("                    ")]
    [InlineData("əəəəəəəəəəəəəəəəəəəə")]
    [InlineData("AAAAAAAAAAAAAAAAAA==")]
    [InlineData("../../../../etc/pass")]
    public async Task What_is_no_link_opens_nothing(string? token) => Assert.Null(await FindAsync(token));

    [Fact]
    public async Task A_link_made_from_a_copy_of_the_database_opens_nothing()
    {
        var subject = Guid.NewGuid();
        await app.TokenAsync(LinkPurpose.AnswerAssignment, subject);
        await using var scope = app.NewScope();
        var thief = new OneTapLinks(scope.Db, new PrivacyKeys(new byte[PrivacyKeys.SecretLength]), app.Clock);
        await thief.LoadAsync([subject], CancellationToken.None);

        Assert.Null(await FindAsync(thief.TokenFor(LinkPurpose.AnswerAssignment, subject, app.NowUtc.AddDays(1))));
    }

    [Fact]
    public async Task A_row_turned_to_another_subject_opens_nothing()
    {
        var subject = Guid.NewGuid();
        var token = await app.TokenAsync(LinkPurpose.Unsubscribe, subject);

        await app.QueryAsync(db => db.OneTapLinks.Where(l => l.SubjectId == subject).ExecuteUpdateAsync(s => s.SetProperty(l => l.SubjectId, Guid.NewGuid())));

        Assert.Null(await FindAsync(token));
    }

    [Fact]
    public async Task A_link_ends_at_its_moment()
    {
        var token = await app.TokenAsync(LinkPurpose.ConfirmEmail, Guid.NewGuid(), TimeSpan.FromMinutes(5));

        app.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.NotNull(await OpenAsync(token));

        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await OpenAsync(token));
        Assert.NotNull(await FindAsync(token));
    }

    private async Task<OneTapLink?> OpenAsync(string? token)
    {
        await using var scope = app.NewScope();

        return await scope.Get<OneTapLinks>().OpenAsync(token, CancellationToken.None);
    }

    private async Task<OneTapLink?> FindAsync(string? token)
    {
        await using var scope = app.NewScope();

        return await scope.Get<OneTapLinks>().FindAsync(token, CancellationToken.None);
    }
}
