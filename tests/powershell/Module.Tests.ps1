Test 'The manifest is valid and exports the cmdlets, without anything being loaded' {
    $manifest = Test-ModuleManifest $Module -WarningAction Stop
    Equal (Get-Command -Module GenEval -CommandType Cmdlet).Name ($manifest.ExportedCmdlets.Keys | Sort-Object)
    Equal 'GenEval' (Get-Command Invoke-GenEvaluation).Source
    Equal $manifest.Version (Get-Command Invoke-GenEvaluation).Version
    foreach ($command in Get-Command -Module GenEval) { True ($command.Verb -in (Get-Verb).Verb) "$($command.Verb) is an approved verb" }
}

Test 'Only the loader is in the session''s own load context; libraries are loaded when needed' {
    $loaded = Fresh @"
Import-Module '$Module'
`$null = Measure-GenScore a b
`$default = [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { `$_.GetName().Name }
`$own = ([Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ GenEval).Assemblies | ForEach-Object { `$_.GetName().Name }
(`$default -like 'GenEval*') -join ' '
(`$own | Sort-Object) -join ' '
"@
    Equal "GenEval.PowerShell.Loader`nGenEval GenEval.PowerShell" $loaded
}

Test 'A session with another version of a library keeps it, and the module its own' {
    $output = Fresh @"
Add-Type 'public class LoadsTheCompiler { }'
`$source = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText('[assembly: System.Reflection.AssemblyVersion("9.9.9.9")] namespace Spectre.Console { public class Mine { } }')
`$references = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
`$options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary')
`$compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create('Spectre.Console', [Microsoft.CodeAnalysis.SyntaxTree[]]@(`$source), [Microsoft.CodeAnalysis.MetadataReference[]]@(`$references), `$options)
`$made = [Microsoft.CodeAnalysis.FileSystemExtensions]::Emit(`$compilation, '$Work/Spectre.Console.dll')
if (-not `$made.Success) { throw "`$(`$made.Diagnostics)" }
`$null = [Reflection.Assembly]::LoadFrom('$Work/Spectre.Console.dll')
Import-Module '$Module'
Invoke-GenEvaluation '$Work/suites/scenario-legal' -WarningAction SilentlyContinue | Export-GenReport '$Work/isolated.txt'
([Runtime.Loader.AssemblyLoadContext]::All.Assemblies | Where-Object { `$_.GetName().Name -eq 'Spectre.Console' } | ForEach-Object { `$_.GetName().Version.Major } | Sort-Object) -join ' '
[Spectre.Console.Mine].Assembly.GetName().Version.Major
"@
    Equal "0 9`n9" $output
    True ((Get-Item "$Work/isolated.txt").Length -gt 100) 'the table was drawn with the module''s own version'
}

Test 'Remove-Module, a second import and -Force work' {
    $output = Fresh @"
Import-Module '$Module'
Remove-Module GenEval
(Get-Command Measure-GenScore -ErrorAction SilentlyContinue -ListImported).Count
Import-Module '$Module'
Import-Module '$Module' -Force
Import-Module '$Module' -Force
(Measure-GenScore a a).Score
(Get-Command -Module GenEval).Count
"@
    Equal "0`n1`n$((Get-Command -Module GenEval).Count)" $output
}

Test 'A module folder without its libraries is an error, not the end of the session' {
    $half = "$Work/half"
    $null = New-Item -ItemType Directory $half
    Copy-Item $Module, "$(Split-Path $Module)/module" $half -Recurse
    Get-ChildItem $half -Recurse -Filter GenEval.PowerShell.dll | Remove-Item
    $output = Fresh @"
try { Import-Module '$half/GenEval.psd1' -ErrorAction Stop; 'imported' } catch { 'caught' }
'still here'
"@
    Equal "caught`nstill here" $output
}

Test 'Runspaces and jobs can use it side by side' {
    $jobs = 1..3 | ForEach-Object { Start-ThreadJob { Import-Module $using:Module; (Measure-GenScore 'a b' 'a c').Score } }
    Equal '0.5 0.5 0.5' (($jobs | Receive-Job -Wait -AutoRemoveJob) -join ' ')
    Equal '0.5 0.5' ((1..2 | ForEach-Object -Parallel { Import-Module $using:Module; (Measure-GenScore 'a b' 'a c').Score }) -join ' ')
}

Test 'Of PowerShell''s own only the compiler of notebooks and what ML.NET needs lie among the module''s files' {
    # In versions of their own, in the module's own load context; none of their types comes out of a cmdlet.
    $known = 'Microsoft.CodeAnalysis.dll', 'Microsoft.CodeAnalysis.CSharp.dll', 'Microsoft.Bcl.AsyncInterfaces.dll', 'Newtonsoft.Json.dll', 'System.CodeDom.dll'
    $own = Get-ChildItem "$(Split-Path $Module)/module/bin/lib/*.dll" | ForEach-Object Name
    Equal '' (@($own | Where-Object { (Test-Path "$PSHOME/$_") -and $_ -notin $known }) -join ' ')
}
