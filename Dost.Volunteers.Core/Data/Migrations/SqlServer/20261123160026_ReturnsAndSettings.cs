using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ReturnsAndSettings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "SmsOptedOut",
                table: "HelpRequests",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "SettingChanges",
                columns: table => new
                {
                    SettingChangeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SettingKey = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Before = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    After = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettingChanges", x => x.SettingChangeId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SettingChanges_AtUtc",
                table: "SettingChanges",
                column: "AtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SettingChanges");

            migrationBuilder.DropColumn(
                name: "SmsOptedOut",
                table: "HelpRequests");
        }
    }
}
