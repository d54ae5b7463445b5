using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SafeguardEasings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SafeguardEasings",
                columns: table => new
                {
                    SafeguardEasingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Vetting = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: true),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReasonEncrypted = table.Column<string>(type: "TEXT", maxLength: 4040, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardEasings", x => x.SafeguardEasingId);
                    table.ForeignKey(
                        name: "FK_SafeguardEasings_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "BeneficiaryId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SafeguardEasings_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardEasings_BeneficiaryId_AskedAtUtc",
                table: "SafeguardEasings",
                columns: new[] { "BeneficiaryId", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardEasings_BeneficiaryId_Kind",
                table: "SafeguardEasings",
                columns: new[] { "BeneficiaryId", "Kind" },
                unique: true,
                filter: "State = 'Waiting' AND VolunteerId IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardEasings_BeneficiaryId_VolunteerId",
                table: "SafeguardEasings",
                columns: new[] { "BeneficiaryId", "VolunteerId" },
                unique: true,
                filter: "State = 'Waiting' AND VolunteerId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardEasings_State_AskedAtUtc",
                table: "SafeguardEasings",
                columns: new[] { "State", "AskedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardEasings_VolunteerId",
                table: "SafeguardEasings",
                column: "VolunteerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SafeguardEasings");
        }
    }
}
