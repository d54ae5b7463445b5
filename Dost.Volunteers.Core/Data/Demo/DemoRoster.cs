using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What coordinators keep about their people: tags, notes, a filter of their own, and a list that was exported.</summary>
internal sealed class DemoRoster(DemoWorld world, FieldCipher cipher, AuditLog audit)
{
    private const int OneTaggedOf = 3;
    private const int OneNotedOf = 6;

    public void Add()
    {
        var served = world.People.Select(p => p.Volunteer).Where(v => v.AcceptedAtUtc is not null).ToList();

        foreach (var centre in world.Centres)
        {
            var people = served.Where(v => v.CentreId == centre.CentreId).ToList();
            var tags = world.Texts.List("tags").Select(name => new Tag { TagId = world.NewId(world.NowUtc), CentreId = centre.CentreId, Name = name, FoldedName = Tag.Fold(name) }).ToList();
            world.Db.Tags.AddRange(tags);

            foreach (var (number, volunteer) in people.Index())
            {
                if (number < tags.Count || number % OneTaggedOf == 0)
                {
                    Put(volunteer, tags[number % tags.Count]);
                }

                if (number % OneNotedOf == 0)
                {
                    Note(volunteer);
                }
            }

            Keep(centre.CentreId);
        }
    }

    private void Put(Volunteer volunteer, Tag tag)
    {
        Act(volunteer);
        world.Db.VolunteerTags.Add(new VolunteerTag { VolunteerId = volunteer.VolunteerId, TagId = tag.TagId, AddedAtUtc = world.Clock.MomentUtc, AddedBy = world.Actor.AccountId });
        audit.Changed("TagAdded", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    private void Note(Volunteer volunteer)
    {
        Act(volunteer);
        world.Db.VolunteerNotes.Add(new VolunteerNote
        {
            VolunteerNoteId = world.NewId(world.Clock.MomentUtc),
            VolunteerId = volunteer.VolunteerId,
            AuthorId = world.CoordinatorOf[volunteer.CentreId],
            WrittenAtUtc = world.Clock.MomentUtc,
            TextEncrypted = cipher.Encrypt(world.Pick(world.Texts.List("notes"))),
        });
        audit.Changed("NoteAdded", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    private void Keep(Guid centreId)
    {
        var coordinator = world.CoordinatorOf[centreId];
        world.Clock.MomentUtc = world.MomentBetween(world.NowUtc.AddDays(-9), world.NowUtc.AddDays(-2));
        world.Actor.AccountId = coordinator;
        world.Db.SavedFilters.Add(new SavedFilter { SavedFilterId = world.NewId(world.Clock.MomentUtc), UserAccountId = coordinator, Name = world.Texts.List("filterNames")[0], Query = "?state=Active&programme=Silver" });
        var export = new RosterExport
        {
            RosterExportId = world.NewId(world.Clock.MomentUtc),
            UserAccountId = coordinator,
            ExportedAtUtc = world.Clock.MomentUtc,
            Reason = world.Pick(world.Texts.List("exportReasons")),
            Format = RosterFormat.Xlsx,
            Columns = string.Join(',', RosterColumn.FamilyName, RosterColumn.GivenName, RosterColumn.Phone),
            Filter = "?state=Active",
            WasSearched = false,
            ExpectedRows = world.People.Count(p => p.Volunteer.CentreId == centreId && p.Volunteer.State is VolunteerState.Active),
        };
        export.WrittenRows = export.ExpectedRows;
        world.Db.RosterExports.Add(export);
        audit.Changed("VolunteersExported", AuditSubject.Export, export.RosterExportId);
    }

    private void Act(Volunteer volunteer)
    {
        world.Clock.MomentUtc = world.MomentBetween(volunteer.AcceptedAtUtc!.Value, world.NowUtc);
        world.Actor.AccountId = world.CoordinatorOf[volunteer.CentreId];
    }
}
