using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Swaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Swaps",
                columns: table => new
                {
                    SwapId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlaceVersion = table.Column<int>(type: "int", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AnsweredAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RefuseReason = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Swaps", x => x.SwapId);
                    table.ForeignKey(
                        name: "FK_Swaps_Assignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "Assignments",
                        principalColumn: "AssignmentId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Swaps_Volunteers_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Swaps_AssignmentId",
                table: "Swaps",
                column: "AssignmentId",
                unique: true,
                filter: "State IN ('Asked', 'Accepted')");

            migrationBuilder.CreateIndex(
                name: "IX_Swaps_ColleagueId_State",
                table: "Swaps",
                columns: new[] { "ColleagueId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Swaps_State_ExpiresAtUtc",
                table: "Swaps",
                columns: new[] { "State", "ExpiresAtUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Swaps");
        }
    }
}
