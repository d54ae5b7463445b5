using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SignUpAndDuplicates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_AssignmentId",
                table: "HoursEntries");

            migrationBuilder.AddColumn<DateTime>(
                name: "ComparedAtUtc",
                table: "Volunteers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Volunteers",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CarriedFromId",
                table: "HoursEntries",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LikelyDuplicates",
                columns: table => new
                {
                    LikelyDuplicateId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirstId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SecondId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FoundAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Likeness = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Names = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HasTurnedBirthday = table.Column<bool>(type: "bit", nullable: false),
                    SharesPhone = table.Column<bool>(type: "bit", nullable: false),
                    HasCloseFin = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DecidedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LikelyDuplicates", x => x.LikelyDuplicateId);
                    table.ForeignKey(
                        name: "FK_LikelyDuplicates_Volunteers_FirstId",
                        column: x => x.FirstId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LikelyDuplicates_Volunteers_SecondId",
                        column: x => x.SecondId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SignUpDrafts",
                columns: table => new
                {
                    SignUpDraftId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PhoneHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    AnswersEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 10708, nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false),
                    StartedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FinishedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LooksAutomatic = table.Column<bool>(type: "bit", nullable: false),
                    FailedResumes = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignUpDrafts", x => x.SignUpDraftId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_BornOn",
                table: "Volunteers",
                column: "BornOn");

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_ComparedAtUtc_ErasedAtUtc",
                table: "Volunteers",
                columns: new[] { "ComparedAtUtc", "ErasedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_MergedIntoId",
                table: "Volunteers",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_AssignmentId_VolunteerId",
                table: "HoursEntries",
                columns: new[] { "AssignmentId", "VolunteerId" },
                unique: true,
                filter: "[AssignmentId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_CarriedFromId",
                table: "HoursEntries",
                column: "CarriedFromId");

            migrationBuilder.CreateIndex(
                name: "IX_LikelyDuplicates_FirstId_SecondId",
                table: "LikelyDuplicates",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LikelyDuplicates_SecondId",
                table: "LikelyDuplicates",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_LikelyDuplicates_State_Likeness_FoundAtUtc",
                table: "LikelyDuplicates",
                columns: new[] { "State", "Likeness", "FoundAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SignUpDrafts_ExpiresAtUtc",
                table: "SignUpDrafts",
                column: "ExpiresAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_SignUpDrafts_PhoneHash",
                table: "SignUpDrafts",
                column: "PhoneHash");

            migrationBuilder.AddForeignKey(
                name: "FK_HoursEntries_HoursEntries_CarriedFromId",
                table: "HoursEntries",
                column: "CarriedFromId",
                principalTable: "HoursEntries",
                principalColumn: "HoursEntryId",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Volunteers_Volunteers_MergedIntoId",
                table: "Volunteers",
                column: "MergedIntoId",
                principalTable: "Volunteers",
                principalColumn: "VolunteerId",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_HoursEntries_HoursEntries_CarriedFromId",
                table: "HoursEntries");

            migrationBuilder.DropForeignKey(
                name: "FK_Volunteers_Volunteers_MergedIntoId",
                table: "Volunteers");

            migrationBuilder.DropTable(
                name: "LikelyDuplicates");

            migrationBuilder.DropTable(
                name: "SignUpDrafts");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_BornOn",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_ComparedAtUtc_ErasedAtUtc",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_Volunteers_MergedIntoId",
                table: "Volunteers");

            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_AssignmentId_VolunteerId",
                table: "HoursEntries");

            migrationBuilder.DropIndex(
                name: "IX_HoursEntries_CarriedFromId",
                table: "HoursEntries");

            migrationBuilder.DropColumn(
                name: "ComparedAtUtc",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "CarriedFromId",
                table: "HoursEntries");

            migrationBuilder.CreateIndex(
                name: "IX_HoursEntries_AssignmentId",
                table: "HoursEntries",
                column: "AssignmentId",
                unique: true,
                filter: "[AssignmentId] IS NOT NULL");
        }
    }
}
