# A manifest of its own because the assembly is named, not pathed: no such file is beside this one, so PowerShell asks for it by name and the
# loader answers. In GenEval.psd1 itself Test-ModuleManifest would take the name for a missing file.
@{
    RootModule        = 'GenEval.PowerShell.dll'
    ModuleVersion     = '0.0'
    CmdletsToExport   = '*-Gen*'
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
