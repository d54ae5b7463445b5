using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Credentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Vetting",
                table: "Volunteers");

            migrationBuilder.CreateTable(
                name: "CredentialTypes",
                columns: table => new
                {
                    CredentialTypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ValidMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    AsksExpiry = table.Column<bool>(type: "INTEGER", nullable: false),
                    AsksNumber = table.Column<bool>(type: "INTEGER", nullable: false),
                    NeedsFile = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsSubmittedBySelf = table.Column<bool>(type: "INTEGER", nullable: false),
                    Vetting = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Hint_Az = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Hint_En = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Hint_Ru = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Name_Az = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name_Ru = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialTypes", x => x.CredentialTypeCode);
                });

            migrationBuilder.CreateTable(
                name: "StoredFiles",
                columns: table => new
                {
                    StoredFileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NameEncrypted = table.Column<string>(type: "TEXT", maxLength: 572, nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AddedById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoredFiles", x => x.StoredFileId);
                });

            migrationBuilder.CreateTable(
                name: "CredentialRequirements",
                columns: table => new
                {
                    CredentialTypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Programme = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialRequirements", x => new { x.CredentialTypeCode, x.Programme });
                    table.ForeignKey(
                        name: "FK_CredentialRequirements_CredentialTypes_CredentialTypeCode",
                        column: x => x.CredentialTypeCode,
                        principalTable: "CredentialTypes",
                        principalColumn: "CredentialTypeCode",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ShiftRoleCredentials",
                columns: table => new
                {
                    ShiftRoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CredentialTypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftRoleCredentials", x => new { x.ShiftRoleId, x.CredentialTypeCode });
                    table.ForeignKey(
                        name: "FK_ShiftRoleCredentials_CredentialTypes_CredentialTypeCode",
                        column: x => x.CredentialTypeCode,
                        principalTable: "CredentialTypes",
                        principalColumn: "CredentialTypeCode",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftRoleCredentials_ShiftRoles_ShiftRoleId",
                        column: x => x.ShiftRoleId,
                        principalTable: "ShiftRoles",
                        principalColumn: "ShiftRoleId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Credentials",
                columns: table => new
                {
                    CredentialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CredentialTypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NumberEncrypted = table.Column<string>(type: "TEXT", maxLength: 252, nullable: true),
                    IssuerEncrypted = table.Column<string>(type: "TEXT", maxLength: 680, nullable: true),
                    StoredFileId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SubmittedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Credentials", x => x.CredentialId);
                    table.CheckConstraint("CK_Credentials_ExpiresNotBeforeIssue", "ExpiresOn IS NULL OR ExpiresOn >= IssuedOn");
                    table.ForeignKey(
                        name: "FK_Credentials_CredentialTypes_CredentialTypeCode",
                        column: x => x.CredentialTypeCode,
                        principalTable: "CredentialTypes",
                        principalColumn: "CredentialTypeCode",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Credentials_StoredFiles_StoredFileId",
                        column: x => x.StoredFileId,
                        principalTable: "StoredFiles",
                        principalColumn: "StoredFileId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Credentials_UserAccounts_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Credentials_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_CredentialTypeCode",
                table: "Credentials",
                column: "CredentialTypeCode");

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_DecidedById",
                table: "Credentials",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_State_ExpiresOn",
                table: "Credentials",
                columns: new[] { "State", "ExpiresOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_State_SubmittedAtUtc",
                table: "Credentials",
                columns: new[] { "State", "SubmittedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_StoredFileId",
                table: "Credentials",
                column: "StoredFileId");

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_VolunteerId_CredentialTypeCode_State",
                table: "Credentials",
                columns: new[] { "VolunteerId", "CredentialTypeCode", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ShiftRoleCredentials_CredentialTypeCode",
                table: "ShiftRoleCredentials",
                column: "CredentialTypeCode");

            migrationBuilder.CreateIndex(
                name: "IX_StoredFiles_AddedAtUtc",
                table: "StoredFiles",
                column: "AddedAtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CredentialRequirements");

            migrationBuilder.DropTable(
                name: "Credentials");

            migrationBuilder.DropTable(
                name: "ShiftRoleCredentials");

            migrationBuilder.DropTable(
                name: "StoredFiles");

            migrationBuilder.DropTable(
                name: "CredentialTypes");

            migrationBuilder.AddColumn<int>(
                name: "Vetting",
                table: "Volunteers",
                type: "INTEGER",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);
        }
    }
}
