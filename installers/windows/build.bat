@echo off
rem Builds target\installers\manako (runs as it is) and an .msi, for which the WiX toolset is needed. Not tried yet.
rem manako-cli.exe is the command line, with a console.
rem Signed where MANAKO_SIGN_PFX is a certificate's file and MANAKO_SIGN_PASSWORD its password; otherwise that is left out with a line.
setlocal enabledelayedexpansion
set "ROOT=%~dp0..\.."
set "LIB=%ROOT%\app\target\manako\lib"
set "OUT=%ROOT%\target\installers"
if not exist "%LIB%" (
  echo app\target\manako is not there: run mvn -P installer -DskipTests -pl app -am package. 1>&2
  exit /b 1
)
set "JPACKAGE=jpackage"
set "JAVA=java"
if defined JAVA_HOME (
  set "JPACKAGE=%JAVA_HOME%\bin\jpackage.exe"
  set "JAVA=%JAVA_HOME%\bin\java.exe"
)
for %%F in ("%LIB%\manako-app-*.jar") do set "JAR=%%~nxF"
set "VERSION=%JAR:manako-app-=%"
set "VERSION=%VERSION:-SNAPSHOT=%"
set "VERSION=%VERSION:.jar=%"
set /p MODULES=<"%ROOT%\installers\common\modules"
set /p FLAGS=<"%ROOT%\app\target\manako\bin\jvm.options"
if exist "%OUT%\input" rmdir /s /q "%OUT%\input"
"%JAVA%" "%ROOT%\installers\common\Natives.java" "%LIB%" "%OUT%\input" || exit /b 1
if exist "%OUT%\manako" rmdir /s /q "%OUT%\manako"
"%JPACKAGE%" @"%ROOT%\installers\common\jpackage.args" --type app-image --app-version %VERSION% --input "%OUT%\input" --main-jar "%JAR%" --icon "%ROOT%\installers\common\icon\manako.ico" --add-modules "%MODULES%" --java-options "%FLAGS%" --add-launcher manako-cli="%~dp0manako-cli.properties" --dest "%OUT%" || exit /b 1
rmdir /s /q "%OUT%\input"
rem The natives need the Visual C++ runtime. The JDK brings it along, and Windows looks beside the program first.
for %%D in (msvcp140 vcruntime140 vcruntime140_1) do (
  if exist "%JAVA_HOME%\bin\%%D.dll" (
    copy /y "%JAVA_HOME%\bin\%%D.dll" "%OUT%\manako" >nul
  ) else (
    echo %%D.dll is not in the JDK's bin: the program needs the Visual C++ redistributable then.
  )
)
set "SIGN=signtool sign /fd sha256 /td sha256 /tr http://timestamp.digicert.com"
if defined MANAKO_SIGN_PFX (
  %SIGN% /f "%MANAKO_SIGN_PFX%" /p "%MANAKO_SIGN_PASSWORD%" "%OUT%\manako\manako.exe" "%OUT%\manako\manako-cli.exe" || exit /b 1
) else (
  echo Not signed, since MANAKO_SIGN_PFX names no certificate: Windows warns before it opens the program.
)
set "KINDS="
for %%F in ("%ROOT%\installers\common\associations\*.properties") do set KINDS=!KINDS! --file-associations "%%~fF"
"%JPACKAGE%" --type msi --name manako --app-version %VERSION% --app-image "%OUT%\manako" --dest "%OUT%" --win-menu --win-shortcut --win-dir-chooser %KINDS% || exit /b 1
if defined MANAKO_SIGN_PFX %SIGN% /f "%MANAKO_SIGN_PFX%" /p "%MANAKO_SIGN_PASSWORD%" "%OUT%\manako-%VERSION%.msi" || exit /b 1
