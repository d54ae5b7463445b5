using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class HelpRequestsWhole : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_BeneficiaryId",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_Beneficiaries_CentreId",
                table: "Beneficiaries");

            migrationBuilder.AddColumn<int>(
                name: "LeastPeople",
                table: "Shifts",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "KnownVisitorsOnly",
                table: "ShiftRoles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "AskedThrough",
                table: "HelpRequests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Page");

            migrationBuilder.AddColumn<DateTime>(
                name: "CallbackAskedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CallbackDoneAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ContactDueAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "DueAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EnteredById",
                table: "HelpRequests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstContactAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HelpDueAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "HelpedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LateNote",
                table: "HelpRequests",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LateReason",
                table: "HelpRequests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Latitude",
                table: "HelpRequests",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Longitude",
                table: "HelpRequests",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NobodyCameAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PhoneConfirmedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReferredTo",
                table: "HelpRequests",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RegularVisitId",
                table: "HelpRequests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Risk",
                table: "HelpRequests",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Low");

            migrationBuilder.AddColumn<DateTime>(
                name: "ThankedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Thanks",
                table: "HelpRequests",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HelpHours",
                table: "HelpCategories",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExcludedAtUtc",
                table: "ExcludedPairs",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "IncidentId",
                table: "ExcludedPairs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConsentWithdrawnAtUtc",
                table: "Beneficiaries",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedAtUtc",
                table: "Beneficiaries",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KnownVisitorsOnly",
                table: "Beneficiaries",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "Latitude",
                table: "Beneficiaries",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Longitude",
                table: "Beneficiaries",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Beneficiaries",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Beneficiaries",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "Vetting",
                table: "Beneficiaries",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "VisitedByTwo",
                table: "Beneficiaries",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Wishes",
                table: "Beneficiaries",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            // What stood before is due as of its asking. In EXEC, since a batch is read before its new columns are there.
            migrationBuilder.Sql("EXEC(N'UPDATE HelpRequests SET ContactDueAtUtc = AskedAtUtc, HelpDueAtUtc = AskedAtUtc, DueAtUtc = CASE WHEN State IN (N''New'', N''Triaged'', N''Planned'', N''InProgress'') THEN AskedAtUtc END')");

            migrationBuilder.CreateTable(
                name: "BeneficiaryContacts",
                columns: table => new
                {
                    BeneficiaryContactId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false),
                    Relation = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Phone = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    IsForEmergency = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BeneficiaryContacts", x => x.BeneficiaryContactId);
                    table.ForeignKey(
                        name: "FK_BeneficiaryContacts_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BeneficiaryNotes",
                columns: table => new
                {
                    BeneficiaryNoteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TextEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 8040, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BeneficiaryNotes", x => x.BeneficiaryNoteId);
                    table.ForeignKey(
                        name: "FK_BeneficiaryNotes_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HelpRequestEvents",
                columns: table => new
                {
                    HelpRequestEventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HelpRequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Number = table.Column<int>(type: "int", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpRequestEvents", x => x.HelpRequestEventId);
                    table.ForeignKey(
                        name: "FK_HelpRequestEvents_HelpRequests_HelpRequestId",
                        column: x => x.HelpRequestId,
                        principalTable: "HelpRequests",
                        principalColumn: "HelpRequestId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HelpRequestEvents_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reporter = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ReportedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReportedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    HelpRequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ShiftId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    WhatEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 16040, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    BlockedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    UnblockedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EscalatedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.IncidentId);
                    table.ForeignKey(
                        name: "FK_Incidents_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_HelpRequests_HelpRequestId",
                        column: x => x.HelpRequestId,
                        principalTable: "HelpRequests",
                        principalColumn: "HelpRequestId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "KnownVisitors",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NamedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NamedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownVisitors", x => new { x.BeneficiaryId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_KnownVisitors_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KnownVisitors_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Ladders",
                columns: table => new
                {
                    LadderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HelpRequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ShiftRoleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "int", nullable: false),
                    Rung = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StartedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NextAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ladders", x => x.LadderId);
                    table.ForeignKey(
                        name: "FK_Ladders_HelpRequests_HelpRequestId",
                        column: x => x.HelpRequestId,
                        principalTable: "HelpRequests",
                        principalColumn: "HelpRequestId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Ladders_ShiftRoles_ShiftRoleId",
                        column: x => x.ShiftRoleId,
                        principalTable: "ShiftRoles",
                        principalColumn: "ShiftRoleId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegularVisits",
                columns: table => new
                {
                    RegularVisitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HelpCategoryCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Day = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "time", nullable: false),
                    Minutes = table.Column<int>(type: "int", nullable: false),
                    EveryWeeks = table.Column<int>(type: "int", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MadeUntilOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CreatedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegularVisits", x => x.RegularVisitId);
                    table.CheckConstraint("CK_RegularVisits_EveryWeeks", "EveryWeeks BETWEEN 1 AND 8");
                    table.CheckConstraint("CK_RegularVisits_Minutes", "Minutes BETWEEN 15 AND 720");
                    table.ForeignKey(
                        name: "FK_RegularVisits_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RegularVisits_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RegularVisits_HelpCategories_HelpCategoryCode",
                        column: x => x.HelpCategoryCode,
                        principalTable: "HelpCategories",
                        principalColumn: "HelpCategoryCode",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RegularVisits_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "ShiftRoleVisits",
                columns: table => new
                {
                    ShiftRoleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftRoleVisits", x => new { x.ShiftRoleId, x.BeneficiaryId });
                    table.ForeignKey(
                        name: "FK_ShiftRoleVisits_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftRoleVisits_ShiftRoles_ShiftRoleId",
                        column: x => x.ShiftRoleId,
                        principalTable: "ShiftRoles",
                        principalColumn: "ShiftRoleId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VisitDays",
                columns: table => new
                {
                    VisitDayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DistrictCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    ShiftId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Vehicle = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "time", nullable: false),
                    EndsAt = table.Column<TimeOnly>(type: "time", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    IsOrderedByHand = table.Column<bool>(type: "bit", nullable: false),
                    ToldRound = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitDays", x => x.VisitDayId);
                    table.ForeignKey(
                        name: "FK_VisitDays_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VisitDays_Districts_DistrictCode",
                        column: x => x.DistrictCode,
                        principalTable: "Districts",
                        principalColumn: "DistrictCode",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VisitDays_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "ShiftId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WeeklyReviews",
                columns: table => new
                {
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Monday = table.Column<DateOnly>(type: "date", nullable: false),
                    WhatChanged = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    WrittenById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WeeklyReviews", x => new { x.CentreId, x.Monday });
                    table.ForeignKey(
                        name: "FK_WeeklyReviews_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentNotes",
                columns: table => new
                {
                    IncidentNoteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IncidentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Deed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TextEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 16040, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentNotes", x => x.IncidentNoteId);
                    table.ForeignKey(
                        name: "FK_IncidentNotes_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "IncidentId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LadderAsks",
                columns: table => new
                {
                    LadderAskId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LadderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Step = table.Column<int>(type: "int", nullable: false),
                    Rung = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Answer = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LadderAsks", x => x.LadderAskId);
                    table.ForeignKey(
                        name: "FK_LadderAsks_Ladders_LadderId",
                        column: x => x.LadderId,
                        principalTable: "Ladders",
                        principalColumn: "LadderId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LadderAsks_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VisitStops",
                columns: table => new
                {
                    VisitStopId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VisitDayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HelpRequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Minutes = table.Column<int>(type: "int", nullable: false),
                    WindowFrom = table.Column<TimeOnly>(type: "time", nullable: false),
                    WindowTo = table.Column<TimeOnly>(type: "time", nullable: false),
                    ArrivesAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ToldStartsAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ToldEndsAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ToldRound = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OnTheWayAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ArrivedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DoneAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitStops", x => x.VisitStopId);
                    table.ForeignKey(
                        name: "FK_VisitStops_HelpRequests_HelpRequestId",
                        column: x => x.HelpRequestId,
                        principalTable: "HelpRequests",
                        principalColumn: "HelpRequestId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VisitStops_VisitDays_VisitDayId",
                        column: x => x.VisitDayId,
                        principalTable: "VisitDays",
                        principalColumn: "VisitDayId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_BeneficiaryId_AskedAtUtc",
                table: "HelpRequests",
                columns: new[] { "BeneficiaryId", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_CentreId_AskedAtUtc",
                table: "HelpRequests",
                columns: new[] { "CentreId", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_CentreId_State_DueAtUtc",
                table: "HelpRequests",
                columns: new[] { "CentreId", "State", "DueAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_RegularVisitId_WantedOn",
                table: "HelpRequests",
                columns: new[] { "RegularVisitId", "WantedOn" },
                unique: true,
                filter: "[RegularVisitId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_CentreId_MergedIntoId",
                table: "Beneficiaries",
                columns: new[] { "CentreId", "MergedIntoId" });

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_MergedIntoId",
                table: "Beneficiaries",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_BeneficiaryContacts_BeneficiaryId",
                table: "BeneficiaryContacts",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_BeneficiaryContacts_Phone",
                table: "BeneficiaryContacts",
                column: "Phone");

            migrationBuilder.CreateIndex(
                name: "IX_BeneficiaryNotes_BeneficiaryId_WrittenAtUtc",
                table: "BeneficiaryNotes",
                columns: new[] { "BeneficiaryId", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequestEvents_HelpRequestId_AtUtc",
                table: "HelpRequestEvents",
                columns: new[] { "HelpRequestId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequestEvents_VolunteerId",
                table: "HelpRequestEvents",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentNotes_IncidentId_WrittenAtUtc",
                table: "IncidentNotes",
                columns: new[] { "IncidentId", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_BeneficiaryId",
                table: "Incidents",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_CentreId_State_ReportedAtUtc",
                table: "Incidents",
                columns: new[] { "CentreId", "State", "ReportedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_HelpRequestId",
                table: "Incidents",
                column: "HelpRequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_VolunteerId",
                table: "Incidents",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_KnownVisitors_VolunteerId",
                table: "KnownVisitors",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_LadderAsks_LadderId_VolunteerId",
                table: "LadderAsks",
                columns: new[] { "LadderId", "VolunteerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LadderAsks_VolunteerId_AskedAtUtc",
                table: "LadderAsks",
                columns: new[] { "VolunteerId", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Ladders_HelpRequestId",
                table: "Ladders",
                column: "HelpRequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Ladders_ShiftRoleId",
                table: "Ladders",
                column: "ShiftRoleId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ladders_State_NextAtUtc",
                table: "Ladders",
                columns: new[] { "State", "NextAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_RegularVisits_BeneficiaryId",
                table: "RegularVisits",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_RegularVisits_CentreId",
                table: "RegularVisits",
                column: "CentreId");

            migrationBuilder.CreateIndex(
                name: "IX_RegularVisits_EndedAtUtc_MadeUntilOn",
                table: "RegularVisits",
                columns: new[] { "EndedAtUtc", "MadeUntilOn" });

            migrationBuilder.CreateIndex(
                name: "IX_RegularVisits_HelpCategoryCode",
                table: "RegularVisits",
                column: "HelpCategoryCode");

            migrationBuilder.CreateIndex(
                name: "IX_RegularVisits_VolunteerId",
                table: "RegularVisits",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftRoleVisits_BeneficiaryId",
                table: "ShiftRoleVisits",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_VisitDays_CentreId_On",
                table: "VisitDays",
                columns: new[] { "CentreId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_VisitDays_DistrictCode",
                table: "VisitDays",
                column: "DistrictCode");

            migrationBuilder.CreateIndex(
                name: "IX_VisitDays_ShiftId",
                table: "VisitDays",
                column: "ShiftId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VisitStops_HelpRequestId",
                table: "VisitStops",
                column: "HelpRequestId");

            migrationBuilder.CreateIndex(
                name: "IX_VisitStops_VisitDayId_HelpRequestId",
                table: "VisitStops",
                columns: new[] { "VisitDayId", "HelpRequestId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Beneficiaries_Beneficiaries_MergedIntoId",
                table: "Beneficiaries",
                column: "MergedIntoId",
                principalTable: "Beneficiaries",
                principalColumn: "BeneficiaryId",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_HelpRequests_RegularVisits_RegularVisitId",
                table: "HelpRequests",
                column: "RegularVisitId",
                principalTable: "RegularVisits",
                principalColumn: "RegularVisitId",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Beneficiaries_Beneficiaries_MergedIntoId",
                table: "Beneficiaries");

            migrationBuilder.DropForeignKey(
                name: "FK_HelpRequests_RegularVisits_RegularVisitId",
                table: "HelpRequests");

            migrationBuilder.DropTable(
                name: "BeneficiaryContacts");

            migrationBuilder.DropTable(
                name: "BeneficiaryNotes");

            migrationBuilder.DropTable(
                name: "HelpRequestEvents");

            migrationBuilder.DropTable(
                name: "IncidentNotes");

            migrationBuilder.DropTable(
                name: "KnownVisitors");

            migrationBuilder.DropTable(
                name: "LadderAsks");

            migrationBuilder.DropTable(
                name: "RegularVisits");

            migrationBuilder.DropTable(
                name: "ShiftRoleVisits");

            migrationBuilder.DropTable(
                name: "VisitStops");

            migrationBuilder.DropTable(
                name: "WeeklyReviews");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropTable(
                name: "Ladders");

            migrationBuilder.DropTable(
                name: "VisitDays");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_BeneficiaryId_AskedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_CentreId_AskedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_CentreId_State_DueAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_RegularVisitId_WantedOn",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_Beneficiaries_CentreId_MergedIntoId",
                table: "Beneficiaries");

            migrationBuilder.DropIndex(
                name: "IX_Beneficiaries_MergedIntoId",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "LeastPeople",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "KnownVisitorsOnly",
                table: "ShiftRoles");

            migrationBuilder.DropColumn(
                name: "AskedThrough",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "CallbackAskedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "CallbackDoneAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "ContactDueAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "DueAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "EnteredById",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "FirstContactAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "HelpDueAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "HelpedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "LateNote",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "LateReason",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Latitude",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Longitude",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "NobodyCameAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "PhoneConfirmedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "ReferredTo",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "RegularVisitId",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Risk",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "ThankedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Thanks",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "HelpHours",
                table: "HelpCategories");

            migrationBuilder.DropColumn(
                name: "ExcludedAtUtc",
                table: "ExcludedPairs");

            migrationBuilder.DropColumn(
                name: "IncidentId",
                table: "ExcludedPairs");

            migrationBuilder.DropColumn(
                name: "ConsentWithdrawnAtUtc",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "CreatedAtUtc",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "KnownVisitorsOnly",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "Latitude",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "Longitude",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "Vetting",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "VisitedByTwo",
                table: "Beneficiaries");

            migrationBuilder.DropColumn(
                name: "Wishes",
                table: "Beneficiaries");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_BeneficiaryId",
                table: "HelpRequests",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_CentreId",
                table: "Beneficiaries",
                column: "CentreId");
        }
    }
}
