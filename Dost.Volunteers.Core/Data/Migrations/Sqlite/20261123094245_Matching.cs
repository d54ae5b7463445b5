using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Matching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FactsChanges",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactsChanges", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "LikedKinds",
                columns: table => new
                {
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HelpCategoryCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LikedKinds", x => new { x.VolunteerId, x.HelpCategoryCode });
                    table.ForeignKey(
                        name: "FK_LikedKinds_HelpCategories_HelpCategoryCode",
                        column: x => x.HelpCategoryCode,
                        principalTable: "HelpCategories",
                        principalColumn: "HelpCategoryCode",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LikedKinds_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlans",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReadAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Done = table.Column<double>(type: "REAL", nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: false),
                    UpperBound = table.Column<double>(type: "REAL", nullable: false),
                    PlacesWanted = table.Column<int>(type: "INTEGER", nullable: false),
                    PlacesFilled = table.Column<int>(type: "INTEGER", nullable: false),
                    PlacesUpperBound = table.Column<int>(type: "INTEGER", nullable: false),
                    HasNewWishes = table.Column<bool>(type: "INTEGER", nullable: false),
                    WasStopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    StopAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    LeasedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeasedUntilUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    AppliedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AppliedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlans", x => x.MatchPlanId);
                    table.ForeignKey(
                        name: "FK_MatchPlans_UserAccounts_UserAccountId",
                        column: x => x.UserAccountId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlanCentres",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CentreId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlanCentres", x => new { x.MatchPlanId, x.CentreId });
                    table.ForeignKey(
                        name: "FK_MatchPlanCentres_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatchPlanCentres_MatchPlans_MatchPlanId",
                        column: x => x.MatchPlanId,
                        principalTable: "MatchPlans",
                        principalColumn: "MatchPlanId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlanPeople",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MinutesBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    MinutesAfter = table.Column<int>(type: "INTEGER", nullable: false),
                    Shifts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlanPeople", x => new { x.MatchPlanId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_MatchPlanPeople_MatchPlans_MatchPlanId",
                        column: x => x.MatchPlanId,
                        principalTable: "MatchPlans",
                        principalColumn: "MatchPlanId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanPeople_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlanRoles",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftRoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartsAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OnDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Wanted = table.Column<int>(type: "INTEGER", nullable: false),
                    Filled = table.Column<int>(type: "INTEGER", nullable: false),
                    Able = table.Column<int>(type: "INTEGER", nullable: false),
                    NeededElsewhere = table.Column<int>(type: "INTEGER", nullable: false),
                    WeekIsFull = table.Column<int>(type: "INTEGER", nullable: false),
                    AgainstAsJson = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlanRoles", x => new { x.MatchPlanId, x.ShiftRoleId });
                    table.ForeignKey(
                        name: "FK_MatchPlanRoles_MatchPlans_MatchPlanId",
                        column: x => x.MatchPlanId,
                        principalTable: "MatchPlans",
                        principalColumn: "MatchPlanId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanRoles_ShiftRoles_ShiftRoleId",
                        column: x => x.ShiftRoleId,
                        principalTable: "ShiftRoles",
                        principalColumn: "ShiftRoleId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanRoles_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "ShiftId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlanWishes",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftRoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BrokenAsJson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlanWishes", x => new { x.MatchPlanId, x.ShiftRoleId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_MatchPlanWishes_MatchPlans_MatchPlanId",
                        column: x => x.MatchPlanId,
                        principalTable: "MatchPlans",
                        principalColumn: "MatchPlanId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanWishes_ShiftRoles_ShiftRoleId",
                        column: x => x.ShiftRoleId,
                        principalTable: "ShiftRoles",
                        principalColumn: "ShiftRoleId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanWishes_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MatchPlanPlaces",
                columns: table => new
                {
                    MatchPlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftRoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Score = table.Column<double>(type: "REAL", nullable: false),
                    PartsAsJson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    IsPinned = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Refusal = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    RefusedRulesAsJson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OfferRound = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchPlanPlaces", x => new { x.MatchPlanId, x.ShiftRoleId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_MatchPlanPlaces_MatchPlanRoles_MatchPlanId_ShiftRoleId",
                        columns: x => new { x.MatchPlanId, x.ShiftRoleId },
                        principalTable: "MatchPlanRoles",
                        principalColumns: new[] { "MatchPlanId", "ShiftRoleId" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MatchPlanPlaces_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LikedKinds_HelpCategoryCode",
                table: "LikedKinds",
                column: "HelpCategoryCode");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanCentres_CentreId",
                table: "MatchPlanCentres",
                column: "CentreId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanPeople_MatchPlanId_MinutesAfter",
                table: "MatchPlanPeople",
                columns: new[] { "MatchPlanId", "MinutesAfter" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanPeople_VolunteerId",
                table: "MatchPlanPeople",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanPlaces_VolunteerId",
                table: "MatchPlanPlaces",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanRoles_MatchPlanId_StartsAtUtc",
                table: "MatchPlanRoles",
                columns: new[] { "MatchPlanId", "StartsAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanRoles_ShiftId",
                table: "MatchPlanRoles",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanRoles_ShiftRoleId",
                table: "MatchPlanRoles",
                column: "ShiftRoleId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlans_AskedAtUtc",
                table: "MatchPlans",
                column: "AskedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlans_State_AskedAtUtc",
                table: "MatchPlans",
                columns: new[] { "State", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlans_UserAccountId",
                table: "MatchPlans",
                column: "UserAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanWishes_ShiftRoleId",
                table: "MatchPlanWishes",
                column: "ShiftRoleId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchPlanWishes_VolunteerId",
                table: "MatchPlanWishes",
                column: "VolunteerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FactsChanges");

            migrationBuilder.DropTable(
                name: "LikedKinds");

            migrationBuilder.DropTable(
                name: "MatchPlanCentres");

            migrationBuilder.DropTable(
                name: "MatchPlanPeople");

            migrationBuilder.DropTable(
                name: "MatchPlanPlaces");

            migrationBuilder.DropTable(
                name: "MatchPlanWishes");

            migrationBuilder.DropTable(
                name: "MatchPlanRoles");

            migrationBuilder.DropTable(
                name: "MatchPlans");
        }
    }
}
