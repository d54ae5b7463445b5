using System.Globalization;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What coordinators know of the people helped: who is close to them, their habits, who was there before, notes.</summary>
internal sealed class DemoPersons(DemoWorld world, FieldCipher cipher)
{
    private const int InEachCentre = 8;
    private static readonly (string Name, string Relation)[] _close = [("Nigar Səfərova", "qızı"), ("Tural Məmmədov", "nəvəsi"), ("Xalidə Quliyeva", "qonşusu"), ("Rauf Əhmədov", "oğlu")];
    private static readonly string[] _wishes = ["Səhər saatlarını üstün tutur, yavaş və ucadan danışmağı xahiş edir.", "Ayaqqabını çıxarmağı xahiş edir, çay içməyi çox sevir.", "Gəlməzdən yarım saat əvvəl zəng edin."];
    private static readonly string[] _notes = ["Qızı ilə danışdıq: həftəsonu özü gəlir, həftə içi kömək lazımdır.", "Qapını gec açır, zəngi iki dəfə basıb gözləyin.", "Lift işləmir, dördüncü mərtəbə."];
    private int _number;

    public void Add()
    {
        var visits = world.Db.Assignments.Local.Where(a => a.State is AssignmentState.Attended).ToList();
        var requests = world.Db.HelpRequests.Local.OrderBy(r => r.HelpRequestId).ToList();
        var shifts = world.Db.Shifts.Local.ToDictionary(s => s.ShiftId);

        foreach (var ofCentre in requests.GroupBy(r => r.CentreId))
        {
            foreach (var request in ofCentre.DistinctBy(r => r.BeneficiaryId).Take(InEachCentre))
            {
                var person = request.Beneficiary;
                AddContact(person);
                person.Wishes = _wishes[_number % _wishes.Length];

                // Nobody is on the way to who has asked just now.
                person.VisitedByTwo = request.State is HelpRequestState.New && _number % 2 == 0;
                AddNote(person);
                AddKnown(person, visits.Where(a => shifts.TryGetValue(a.ShiftId, out var shift) && shift.VolunteerTask.HelpRequestId == request.HelpRequestId).Select(a => a.VolunteerId));
            }
        }
    }

    private void AddContact(Beneficiary person)
    {
        var (name, relation) = _close[_number++ % _close.Length];
        person.Contacts.Add(new BeneficiaryContact
        {
            BeneficiaryContactId = world.NewId(world.NowUtc),
            BeneficiaryId = person.BeneficiaryId,
            Name = name,
            Relation = relation,
            Phone = string.Create(CultureInfo.InvariantCulture, $"+994550{_number:000000}"),
            IsForEmergency = true,
        });
    }

    private void AddNote(Beneficiary person)
    {
        if (world.CoordinatorOf.TryGetValue(person.CentreId, out var author))
        {
            var at = world.NowUtc.AddDays(-(_number % 6)).AddHours(-2);
            world.Db.BeneficiaryNotes.Add(new BeneficiaryNote
            {
                BeneficiaryNoteId = world.NewId(at),
                BeneficiaryId = person.BeneficiaryId,
                AuthorId = author,
                WrittenAtUtc = at,
                TextEncrypted = cipher.Encrypt(_notes[_number % _notes.Length]),
            });
        }
    }

    private void AddKnown(Beneficiary person, IEnumerable<Guid> volunteerIds) => person.KnownVisitors.AddRange(
        volunteerIds.Distinct().Where(id => !person.ExcludedPairs.Exists(p => p.VolunteerId == id))
            .Select(id => new KnownVisitor { BeneficiaryId = person.BeneficiaryId, VolunteerId = id, NamedAtUtc = world.NowUtc.AddDays(-1), NamedById = null }).ToList());
}
