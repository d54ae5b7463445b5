using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Templates;

namespace Dost.Volunteers.Tests.Messaging;

/// <summary>What is wrong with words is said before they go to hundreds.</summary>
public sealed class TemplateCheckTests
{
    [Theory]
    [InlineData("DOST: {when}, {place} {link}")]
    [InlineData("DOST: {when}, {place}, {task} {link}")]
    [InlineData("DOST: {when} {link}", TemplateFault.SaysLess)]
    [InlineData("", TemplateFault.NoBody, TemplateFault.MissingPlace, TemplateFault.SaysLess, TemplateFault.SaysLess)]
    [InlineData("DOST: {when}, {place}", TemplateFault.MissingPlace)]
    [InlineData("DOST: {when}, {place} {link} {pin}", TemplateFault.UnknownPlace)]
    [InlineData("DOST: {when}, {place} {link} {oldWhen}", TemplateFault.UnknownPlace)]
    [InlineData("DOST: {when}, {place} {link} {Link}", TemplateFault.UnknownPlace)]
    [InlineData("DOST: {when}, {place} {link", TemplateFault.StrayBrace, TemplateFault.MissingPlace)]
    [InlineData("DOST: {when}, {place} { link }", TemplateFault.StrayBrace, TemplateFault.MissingPlace)]
    [InlineData("DOST: {when}, {place} {link} }", TemplateFault.StrayBrace)]
    [InlineData("DOST: {when}, {place} {{link}}", TemplateFault.StrayBrace)]
    public void Placeholders_of_an_SMS(string body, params TemplateFault[] faults) =>
        Assert.Equal(faults.Order(), Faults(MessageKind.ShiftReminder, MessageChannel.Sms, null, body));

    [Theory]
    [InlineData("Salam", "Hörmətli {name},\n\n{task} {when} {place}\n\n{link}\n\nDOST")]
    [InlineData("", "{name} {task} {when} {place}\n\n{link}", TemplateFault.NoSubject)]
    [InlineData("İki\nsətir", "{name} {task} {when} {place}\n\n{link}", TemplateFault.SubjectOfSeveralLines)]
    [InlineData("Salam", "{name} {task} {when} {place}: {link}", TemplateFault.LinkNotAlone)]
    [InlineData("Salam", "{name} {task} {when} {place}\n{link}", TemplateFault.LinkNotAlone)]
    [InlineData("{link}", "{name} {task} {when} {place}", TemplateFault.MissingPlace)]
    public void Subject_and_link_of_an_email(string subject, string body, params TemplateFault[] faults) =>
        Assert.Equal(faults.Order(), Faults(MessageKind.ShiftReminder, MessageChannel.Email, subject, body));

    [Fact]
    public void Texts_have_a_longest_form()
    {
        Assert.Contains(TemplateFault.BodyTooLong, Faults(MessageKind.ShiftReminder, MessageChannel.Sms, null, new string('x', MessageTemplateVersion.SmsMaxLength + 1)));
        Assert.DoesNotContain(TemplateFault.BodyTooLong, Faults(MessageKind.ShiftReminder, MessageChannel.Email, "x", new string('x', MessageTemplateVersion.BodyMaxLength)));
        Assert.Contains(TemplateFault.SubjectTooLong, Faults(MessageKind.ShiftReminder, MessageChannel.Email, new string('x', MessageTemplateVersion.SubjectMaxLength + 1), "x"));
    }

    [Fact]
    public void Words_are_kept_tidy() =>
        Assert.Equal(new MessageWords("Salam", "a\n\nb"), TemplateCheck.Tidy(MessageChannel.Email, " Salam ", " a  \r\n\r\nb\r\n\r\n"));

    [Theory]
    [InlineData("Əvvəl və sonra", "Əvvəl və sonra", "=Əvvəl və sonra")]
    [InlineData("gəl bu gün", "gəl sabah", "=gəl |-bu gün|+sabah")]
    [InlineData("", "yeni söz", "+yeni söz")]
    [InlineData("köhnə", "", "-köhnə")]
    public void Two_texts_are_compared_word_by_word(string before, string after, string compared)
    {
        var words = WordComparison.Of(before, after);

        Assert.Equal(after, string.Concat(words.Where(w => w.Change is not WordChange.Removed).Select(w => w.Text)));
        Assert.Equal(before, string.Concat(words.Where(w => w.Change is not WordChange.Added).Select(w => w.Text)));
        Assert.Equal(compared, string.Join('|', words.Select(w => w.Change switch { WordChange.Same => "=", WordChange.Added => "+", _ => "-" } + w.Text)));
    }

    private static IEnumerable<TemplateFault> Faults(MessageKind kind, MessageChannel channel, string? subject, string body) =>
        TemplateCheck.Complaints(kind, channel, new MessageWords(subject, body)).Select(c => c.Fault).Order();
}
