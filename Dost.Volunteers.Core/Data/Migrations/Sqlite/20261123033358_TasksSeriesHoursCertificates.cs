using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TasksSeriesHoursCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VolunteerTasks_CentreId",
                table: "VolunteerTasks");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAtUtc",
                table: "VolunteerTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAtUtc",
                table: "VolunteerTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Once");

            migrationBuilder.AddColumn<string>(
                name: "MeetingPoint",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RolesAsJson",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "VolunteerTasks",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "VolunteerTasks",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "CopiedFromId",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CopiedToWeek",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsChangedByHand",
                table: "Shifts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SeriesOn",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "SeriesStartsAt",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftSeriesId",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CorrectsId",
                table: "HoursEntries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndsAtUtc",
                table: "HoursEntries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Odd",
                table: "HoursEntries",
                type: "INTEGER",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "HoursEntries",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Attendance");

            migrationBuilder.AddColumn<DateTime>(
                name: "StartsAtUtc",
                table: "HoursEntries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Words",
                table: "HoursEntries",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Certificates",
                columns: table => new
                {
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceTermId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CentreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Initials = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CentreName = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Programme = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    IssuedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    RevokedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    RevokeReason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certificates", x => x.CertificateId);
                    table.ForeignKey(
                        name: "FK_Certificates_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certificates_ServiceTerms_ServiceTermId",
                        column: x => x.ServiceTermId,
                        principalTable: "ServiceTerms",
                        principalColumn: "ServiceTermId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certificates_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificateYears",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSerial = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateYears", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "Holidays",
                columns: table => new
                {
                    OnDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsOfficial = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsDayOff = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name_Az = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name_Ru = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holidays", x => x.OnDate);
                });

            migrationBuilder.CreateTable(
                name: "HoursChains",
                columns: table => new
                {
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    LastHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ApprovedMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoursChains", x => x.VolunteerId);
                    table.ForeignKey(
                        name: "FK_HoursChains_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerChecks",
                columns: table => new
                {
                    LedgerCheckId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Chains = table.Column<int>(type: "INTEGER", nullable: false),
                    Entries = table.Column<long>(type: "INTEGER", nullable: false),
                    Minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    BrokenChains = table.Column<int>(type: "INTEGER", nullable: false),
                    PastHolds = table.Column<bool>(type: "INTEGER", nullable: false),
                    CutoffAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerChecks", x => x.LedgerCheckId);
                });

            migrationBuilder.CreateTable(
                name: "ShiftSeries",
                columns: table => new
                {
                    ShiftSeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerTaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CentreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatternText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MeetingPoint = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RolesAsJson = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    PublishesItself = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ContinuedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftSeries", x => x.ShiftSeriesId);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_VolunteerTasks_VolunteerTaskId",
                        column: x => x.VolunteerTaskId,
                        principalTable: "VolunteerTasks",
                        principalColumn: "VolunteerTaskId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TaskAttachments",
                columns: table => new
                {
                    TaskAttachmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerTaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoredFileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskAttachments", x => x.TaskAttachmentId);
                    table.ForeignKey(
                        name: "FK_TaskAttachments_StoredFiles_StoredFileId",
                        column: x => x.StoredFileId,
                        principalTable: "StoredFiles",
                        principalColumn: "StoredFileId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TaskAttachments_VolunteerTasks_VolunteerTaskId",
                        column: x => x.VolunteerTaskId,
                        principalTable: "VolunteerTasks",
                        principalColumn: "VolunteerTaskId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LedgerBreaks",
                columns: table => new
                {
                    LedgerCheckId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    HoursEntryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerBreaks", x => new { x.LedgerCheckId, x.Position });
                    table.ForeignKey(
                        name: "FK_LedgerBreaks_LedgerChecks_LedgerCheckId",
                        column: x => x.LedgerCheckId,
                        principalTable: "LedgerChecks",
                        principalColumn: "LedgerCheckId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerTasks_CentreId_Kind_ChangedAtUtc",
                table: "VolunteerTasks",
                columns: new[] { "CentreId", "Kind", "ChangedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_CopiedFromId_CopiedToWeek",
                table: "Shifts",
                columns: new[] { "CopiedFromId", "CopiedToWeek" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_ShiftSeriesId_SeriesOn_SeriesStartsAt",
                table: "Shifts",
                columns: new[] { "ShiftSeriesId", "SeriesOn", "SeriesStartsAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_CorrectsId",
                table: "HoursEntries",
                column: "CorrectsId");

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_State_ServiceDate",
                table: "HoursEntries",
                columns: new[] { "State", "ServiceDate" });

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_VolunteerId_ServiceDate",
                table: "HoursEntries",
                columns: new[] { "VolunteerId", "ServiceDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_CentreId_IssuedAtUtc",
                table: "Certificates",
                columns: new[] { "CentreId", "IssuedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number",
                table: "Certificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_ServiceTermId",
                table: "Certificates",
                column: "ServiceTermId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_TokenHash",
                table: "Certificates",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_VolunteerId_IssuedAtUtc",
                table: "Certificates",
                columns: new[] { "VolunteerId", "IssuedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Year_Serial",
                table: "Certificates",
                columns: new[] { "Year", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerChecks_StartedAtUtc",
                table: "LedgerChecks",
                column: "StartedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_CentreId_CreatedAtUtc",
                table: "ShiftSeries",
                columns: new[] { "CentreId", "CreatedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_UntilOn",
                table: "ShiftSeries",
                column: "UntilOn");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_VolunteerTaskId",
                table: "ShiftSeries",
                column: "VolunteerTaskId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskAttachments_StoredFileId",
                table: "TaskAttachments",
                column: "StoredFileId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskAttachments_VolunteerTaskId_StoredFileId",
                table: "TaskAttachments",
                columns: new[] { "VolunteerTaskId", "StoredFileId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_HoursEntries_HoursEntries_CorrectsId",
                table: "HoursEntries",
                column: "CorrectsId",
                principalTable: "HoursEntries",
                principalColumn: "HoursEntryId",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Shifts_ShiftSeries_ShiftSeriesId",
                table: "Shifts",
                column: "ShiftSeriesId",
                principalTable: "ShiftSeries",
                principalColumn: "ShiftSeriesId",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_HoursEntries_HoursEntries_CorrectsId",
                table: "HoursEntries");

            migrationBuilder.DropForeignKey(
                name: "FK_Shifts_ShiftSeries_ShiftSeriesId",
                table: "Shifts");

            migrationBuilder.DropTable(
                name: "Certificates");

            migrationBuilder.DropTable(
                name: "CertificateYears");

            migrationBuilder.DropTable(
                name: "Holidays");

            migrationBuilder.DropTable(
                name: "HoursChains");

            migrationBuilder.DropTable(
                name: "LedgerBreaks");

            migrationBuilder.DropTable(
                name: "ShiftSeries");

            migrationBuilder.DropTable(
                name: "TaskAttachments");

            migrationBuilder.DropTable(
                name: "LedgerChecks");

            migrationBuilder.DropIndex(
                name: "IX_VolunteerTasks_CentreId_Kind_ChangedAtUtc",
                table: "VolunteerTasks");

            migrationBuilder.DropIndex(
                name: "IX_Shifts_CopiedFromId_CopiedToWeek",
                table: "Shifts");

            migrationBuilder.DropIndex(
                name: "IX_Shifts_ShiftSeriesId_SeriesOn_SeriesStartsAt",
                table: "Shifts");

            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_CorrectsId",
                table: "HoursEntries");

            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_State_ServiceDate",
                table: "HoursEntries");

            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_VolunteerId_ServiceDate",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "ArchivedAtUtc",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "ChangedAtUtc",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "ContactPhone",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "MeetingPoint",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "RolesAsJson",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "VolunteerTasks");

            migrationBuilder.DropColumn(
                name: "CopiedFromId",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "CopiedToWeek",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "IsChangedByHand",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "SeriesOn",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "SeriesStartsAt",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "ShiftSeriesId",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "CorrectsId",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "EndsAtUtc",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "Odd",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "StartsAtUtc",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "Words",
                table: "HoursEntries");

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerTasks_CentreId",
                table: "VolunteerTasks",
                column: "CentreId");
        }
    }
}
