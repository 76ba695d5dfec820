# The package as a user gets it: installed by PSResourceGet from a repository that is a folder.
if ($Package) {
    Test 'Install-PSResource finds the package, and what it installs works' {
        $null = New-Item -ItemType Directory repository, installed
        Copy-Item $Package repository
        $said = Fresh @"
Register-PSResourceRepository -Name geneval-test -Uri '$Work/repository' -Trusted
try {
    (Find-PSResource GenEval -Prerelease -Repository geneval-test).Name
    Save-PSResource GenEval -Prerelease -Repository geneval-test -Path '$Work/installed'
}
finally { Unregister-PSResourceRepository -Name geneval-test }
`$manifest = (Get-ChildItem '$Work/installed' -Recurse -Filter GenEval.psd1).FullName
(Test-ModuleManifest `$manifest).Version.ToString(3)
Import-Module `$manifest
(Invoke-GenEvaluation '$Work/suites/scenario-legal' -WarningAction SilentlyContinue).Diagnosis.Kind
(Get-Help Compare-GenRun).Synopsis.Length -gt 20
"@
        Equal "GenEval`n$((Get-Module GenEval).Version.ToString(3))`nTaskSpecialist`nTrue" $said
    }
}
