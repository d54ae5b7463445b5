using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class IntakeAndRoster : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Volunteers_DistrictCode",
                table: "Volunteers");

            migrationBuilder.AddColumn<string>(
                name: "RefusalNoteEncrypted",
                table: "Volunteers",
                type: "nvarchar(2172)",
                maxLength: 2172,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusalReasonCode",
                table: "Volunteers",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ServedMinutes",
                table: "Volunteers",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "WaitsSinceAtUtc",
                table: "Volunteers",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateTable(
                name: "BulkBatches",
                columns: table => new
                {
                    BulkBatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FoldedTag = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    TagName = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    AddedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FinishedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkBatches", x => x.BulkBatchId);
                    table.ForeignKey(
                        name: "FK_BulkBatches_UserAccounts_UserAccountId",
                        column: x => x.UserAccountId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContractTexts",
                columns: table => new
                {
                    Programme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Body_Az = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    Body_En = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    Body_Ru = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractTexts", x => new { x.Programme, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "InterviewSlots",
                columns: table => new
                {
                    InterviewSlotId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CoordinatorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartsAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Minutes = table.Column<int>(type: "int", nullable: false),
                    Way = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Where = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Capacity = table.Column<int>(type: "int", nullable: false),
                    Booked = table.Column<int>(type: "int", nullable: false),
                    CancelledAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    PreviousStartsAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InterviewSlots", x => x.InterviewSlotId);
                    table.CheckConstraint("CK_InterviewSlots_Booked", "Booked >= 0 AND Booked <= Capacity");
                    table.CheckConstraint("CK_InterviewSlots_Minutes", "Minutes > 0");
                    table.ForeignKey(
                        name: "FK_InterviewSlots_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InterviewSlots_UserAccounts_CoordinatorId",
                        column: x => x.CoordinatorId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefusalReasons",
                columns: table => new
                {
                    RefusalReasonCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Words_Az = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false),
                    Words_En = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false),
                    Words_Ru = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusalReasons", x => x.RefusalReasonCode);
                });

            migrationBuilder.CreateTable(
                name: "RosterExports",
                columns: table => new
                {
                    RosterExportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ExportedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Filter = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    WasSearched = table.Column<bool>(type: "bit", nullable: false),
                    ExpectedRows = table.Column<int>(type: "int", nullable: false),
                    WrittenRows = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RosterExports", x => x.RosterExportId);
                    table.ForeignKey(
                        name: "FK_RosterExports_UserAccounts_UserAccountId",
                        column: x => x.UserAccountId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    SavedFilterId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    IsDefault = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.SavedFilterId);
                    table.ForeignKey(
                        name: "FK_SavedFilters_UserAccounts_UserAccountId",
                        column: x => x.UserAccountId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ServiceTerms",
                columns: table => new
                {
                    ServiceTermId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Programme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Extensions = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServiceTerms", x => x.ServiceTermId);
                    table.CheckConstraint("CK_ServiceTerms_EndsAfterStart", "EndsOn > StartsOn");
                    table.ForeignKey(
                        name: "FK_ServiceTerms_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tags",
                columns: table => new
                {
                    TagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FoldedName = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tags", x => x.TagId);
                    table.ForeignKey(
                        name: "FK_Tags_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VolunteerNotes",
                columns: table => new
                {
                    VolunteerNoteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TextEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 8040, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VolunteerNotes", x => x.VolunteerNoteId);
                    table.ForeignKey(
                        name: "FK_VolunteerNotes_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VolunteerSearchTerms",
                columns: table => new
                {
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Term = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VolunteerSearchTerms", x => new { x.Term, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_VolunteerSearchTerms_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BulkItems",
                columns: table => new
                {
                    BulkBatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Planned = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkItems", x => new { x.BulkBatchId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_BulkItems_BulkBatches_BulkBatchId",
                        column: x => x.BulkBatchId,
                        principalTable: "BulkBatches",
                        principalColumn: "BulkBatchId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BulkItems_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignedContracts",
                columns: table => new
                {
                    SignedContractId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Programme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TextVersion = table.Column<int>(type: "int", nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    TextEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 32040, nullable: true),
                    TextHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    SignedName = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false),
                    SignedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SignedFrom = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    GuardianName = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: true),
                    IsOnPaper = table.Column<bool>(type: "bit", nullable: false),
                    NotedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignedContracts", x => x.SignedContractId);
                    table.CheckConstraint("CK_SignedContracts_WordsOrPaper", "(TextEncrypted IS NOT NULL AND TextHash IS NOT NULL) OR (NotedById IS NOT NULL AND TextEncrypted IS NULL AND TextHash IS NULL)");
                    table.ForeignKey(
                        name: "FK_SignedContracts_ContractTexts_Programme_TextVersion",
                        columns: x => new { x.Programme, x.TextVersion },
                        principalTable: "ContractTexts",
                        principalColumns: new[] { "Programme", "Version" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SignedContracts_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Interviews",
                columns: table => new
                {
                    InterviewId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InterviewSlotId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InvitedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BookedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NoteEncrypted = table.Column<string>(type: "nvarchar(3240)", maxLength: 3240, nullable: true),
                    Round = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Interviews", x => x.InterviewId);
                    table.ForeignKey(
                        name: "FK_Interviews_InterviewSlots_InterviewSlotId",
                        column: x => x.InterviewSlotId,
                        principalTable: "InterviewSlots",
                        principalColumn: "InterviewSlotId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Interviews_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VolunteerTags",
                columns: table => new
                {
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AddedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AddedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VolunteerTags", x => new { x.VolunteerId, x.TagId });
                    table.ForeignKey(
                        name: "FK_VolunteerTags_Tags_TagId",
                        column: x => x.TagId,
                        principalTable: "Tags",
                        principalColumn: "TagId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_VolunteerTags_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_CentreId_State_WaitsSinceAtUtc",
                table: "Volunteers",
                columns: new[] { "CentreId", "State", "WaitsSinceAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_DistrictCode_SearchText",
                table: "Volunteers",
                columns: new[] { "DistrictCode", "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_RefusalReasonCode",
                table: "Volunteers",
                column: "RefusalReasonCode");

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_SearchText",
                table: "Volunteers",
                column: "SearchText");

            migrationBuilder.CreateIndex(
                name: "IX_BulkBatches_AddedAtUtc",
                table: "BulkBatches",
                column: "AddedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_BulkBatches_ConfirmedAtUtc_FinishedAtUtc",
                table: "BulkBatches",
                columns: new[] { "ConfirmedAtUtc", "FinishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkBatches_UserAccountId",
                table: "BulkBatches",
                column: "UserAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_BulkItems_BulkBatchId_Position",
                table: "BulkItems",
                columns: new[] { "BulkBatchId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkItems_VolunteerId",
                table: "BulkItems",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_Interviews_InterviewSlotId",
                table: "Interviews",
                column: "InterviewSlotId");

            migrationBuilder.CreateIndex(
                name: "IX_Interviews_State_InterviewSlotId",
                table: "Interviews",
                columns: new[] { "State", "InterviewSlotId" });

            migrationBuilder.CreateIndex(
                name: "IX_Interviews_VolunteerId",
                table: "Interviews",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_InterviewSlots_CentreId_StartsAtUtc",
                table: "InterviewSlots",
                columns: new[] { "CentreId", "StartsAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_InterviewSlots_CoordinatorId_StartsAtUtc",
                table: "InterviewSlots",
                columns: new[] { "CoordinatorId", "StartsAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterExports_ExportedAtUtc",
                table: "RosterExports",
                column: "ExportedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_RosterExports_UserAccountId_ExportedAtUtc",
                table: "RosterExports",
                columns: new[] { "UserAccountId", "ExportedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_UserAccountId_Name",
                table: "SavedFilters",
                columns: new[] { "UserAccountId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ServiceTerms_State_EndsOn",
                table: "ServiceTerms",
                columns: new[] { "State", "EndsOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceTerms_VolunteerId",
                table: "ServiceTerms",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_SignedContracts_Programme_TextVersion",
                table: "SignedContracts",
                columns: new[] { "Programme", "TextVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_SignedContracts_VolunteerId",
                table: "SignedContracts",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_Tags_CentreId_FoldedName",
                table: "Tags",
                columns: new[] { "CentreId", "FoldedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerNotes_VolunteerId_WrittenAtUtc",
                table: "VolunteerNotes",
                columns: new[] { "VolunteerId", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerSearchTerms_VolunteerId_Term",
                table: "VolunteerSearchTerms",
                columns: new[] { "VolunteerId", "Term" });

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerTags_TagId_VolunteerId",
                table: "VolunteerTags",
                columns: new[] { "TagId", "VolunteerId" });

            migrationBuilder.AddForeignKey(
                name: "FK_Volunteers_RefusalReasons_RefusalReasonCode",
                table: "Volunteers",
                column: "RefusalReasonCode",
                principalTable: "RefusalReasons",
                principalColumn: "RefusalReasonCode",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Volunteers_RefusalReasons_RefusalReasonCode",
                table: "Volunteers");

            migrationBuilder.DropTable(
                name: "BulkItems");

            migrationBuilder.DropTable(
                name: "Interviews");

            migrationBuilder.DropTable(
                name: "RefusalReasons");

            migrationBuilder.DropTable(
                name: "RosterExports");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "ServiceTerms");

            migrationBuilder.DropTable(
                name: "SignedContracts");

            migrationBuilder.DropTable(
                name: "VolunteerNotes");

            migrationBuilder.DropTable(
                name: "VolunteerSearchTerms");

            migrationBuilder.DropTable(
                name: "VolunteerTags");

            migrationBuilder.DropTable(
                name: "BulkBatches");

            migrationBuilder.DropTable(
                name: "InterviewSlots");

            migrationBuilder.DropTable(
                name: "ContractTexts");

            migrationBuilder.DropTable(
                name: "Tags");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_CentreId_State_WaitsSinceAtUtc",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_DistrictCode_SearchText",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_RefusalReasonCode",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_SearchText",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "RefusalNoteEncrypted",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "RefusalReasonCode",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "ServedMinutes",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "WaitsSinceAtUtc",
                table: "Volunteers");

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_DistrictCode",
                table: "Volunteers",
                column: "DistrictCode");
        }
    }
}
