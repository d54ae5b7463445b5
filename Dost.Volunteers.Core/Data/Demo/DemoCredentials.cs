using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The trainings, checks and documents of the demonstration.</summary>
internal sealed class DemoCredentials(DemoWorld world)
{
    private const string FirstAid = "first-aid-training";

    /// <summary>What a volunteer has who was taken in: the introductory training, and the check that they passed.</summary>
    public void Give(Volunteer volunteer, VettingLevel vetting, DateTime decided)
    {
        var decidedOn = BakuTime.DateOf(decided);
        Hold(volunteer, "introductory-training", decidedOn.AddDays(-2), decided);

        if (vetting is not VettingLevel.None)
        {
            Hold(volunteer, world.CredentialTypes.Values.OrderBy(t => t.Position).First(t => t.Vetting == vetting).CredentialTypeCode, decidedOn, decided);
        }

        if (volunteer.Skills.Exists(s => s.SkillCode == "first-aid") && volunteer.BornOn.Year % 2 == 0)
        {
            // Some had it long ago, so that it is about to expire.
            var monthsAgo = volunteer.BornOn.Day % 4 == 0 ? 24 : 3 + (volunteer.BornOn.Day % 18);
            Hold(volunteer, FirstAid, world.Today.AddMonths(-monthsAgo).AddDays(5 + (volunteer.BornOn.Month * 2)), decided);
        }
    }

    /// <summary>What volunteers have handed in during the last days and nobody has looked at, and one that was refused.</summary>
    public void HandIn(FileStore files, Outbox outbox)
    {
        var active = world.People.Where(p => p.Volunteer.State is VolunteerState.Active).ToList();
        (string Code, int IssuedDaysAgo, int? LastsDays, int HoursAgo)[] handedIn =
        [
            (FirstAid, 60, null, 52), ("driving-licence", 900, 2600, 30), ("student-card", 70, 230, 26), ("health-certificate", 12, null, 7), ("mobility-help-training", 40, null, 3),
        ];

        foreach (var (number, paper) in handedIn.Index())
        {
            foreach (var person in active.Where((p, i) => (i % 23 == number && !p.IsShown && !p.Volunteer.Credentials.Exists(c => c.CredentialTypeCode == paper.Code)) || (p.IsShown && i == number)).Take(4))
            {
                Add(person.Volunteer, paper.Code, paper.IssuedDaysAgo, paper.LastsDays, world.NowUtc.AddHours(-paper.HoursAgo), files);
            }
        }

        var shown = active.First(p => p.IsShown).Volunteer;
        var refused = Add(shown, "student-card", 400, 90, world.NowUtc.AddDays(-6), files);
        world.Clock.MomentUtc = world.NowUtc.AddDays(-5);
        refused.Refuse(world.Texts.List("credentialRefusals")[0], world.CoordinatorOf[shown.CentreId], world.Clock.MomentUtc);
        outbox.News(MessageKind.CredentialRefused, Recipient.Volunteer(shown.VolunteerId), refused.CredentialId, 0, MessageChannel.Email);
    }

    private Credential Add(Volunteer volunteer, string code, int issuedDaysAgo, int? lastsDays, DateTime moment, FileStore files)
    {
        var type = world.CredentialTypes[code];
        var dates = new CredentialDates(world.Today.AddDays(-issuedDaysAgo), lastsDays is { } days ? world.Today.AddDays(days) : null);
        var credential = new Credential
        {
            CredentialId = world.NewId(moment),
            VolunteerId = volunteer.VolunteerId,
            CredentialTypeCode = code,
            IssuedOn = dates.IssuedOn,
            ExpiresOn = type.LastDayOf(dates),
            SubmittedAtUtc = moment,
        };
        world.Clock.MomentUtc = moment;
        credential.ReplaceFile(files.Add(new IncomingFile(StoredFileKind.Pdf, $"{code}.pdf", Paper(type.Name.En)), byAccountId: null).StoredFileId);
        volunteer.Credentials.Add(credential);
        world.Db.Credentials.Add(credential);

        return credential;
    }

    /// <summary>A page that says what it stands for.</summary>
    private static byte[] Paper(string title)
    {
        var text = $"BT /F1 24 Tf 72 720 Td (DEMONSTRATION: {title}) Tj ET";
        string[] parts =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {text.Length.ToString(CultureInfo.InvariantCulture)}>>stream\n{text}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];

        foreach (var (number, part) in parts.Index())
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj{part}endobj\n");
        }

        var table = pdf.Length;
        pdf.Append("xref\n0 6\n0000000000 65535 f \n").AppendJoin("", offsets.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o:0000000000} 00000 n \n")));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");

        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    private void Hold(Volunteer volunteer, string code, DateOnly issuedOn, DateTime decided)
    {
        var type = world.CredentialTypes[code];
        volunteer.Credentials.Add(Credential.Held(volunteer.VolunteerId, type, new CredentialDates(issuedOn, null), world.CoordinatorOf[volunteer.CentreId], decided));
    }
}
