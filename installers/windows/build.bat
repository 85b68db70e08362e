@echo off
rem Builds target\installers\manako (runs as it is) and an .msi, for which the WiX toolset is needed. Not tried yet.
rem The natives need the Visual C++ redistributable. manako-cli.exe is the command line, with a console.
setlocal
set "ROOT=%~dp0..\.."
set "LIB=%ROOT%\app\target\manako\lib"
set "OUT=%ROOT%\target\installers"
if not exist "%LIB%" (
  echo app\target\manako is not there: run mvn -P installer -DskipTests -pl app -am package. 1>&2
  exit /b 1
)
set "JPACKAGE=jpackage"
if defined JAVA_HOME set "JPACKAGE=%JAVA_HOME%\bin\jpackage.exe"
for %%F in ("%LIB%\manako-app-*.jar") do set "JAR=%%~nxF"
set "VERSION=%JAR:manako-app-=%"
set "VERSION=%VERSION:-SNAPSHOT=%"
set "VERSION=%VERSION:.jar=%"
set /p MODULES=<"%ROOT%\installers\common\modules"
set /p FLAGS=<"%ROOT%\app\target\manako\bin\jvm.options"
if exist "%OUT%\manako" rmdir /s /q "%OUT%\manako"
"%JPACKAGE%" @"%ROOT%\installers\common\jpackage.args" --type app-image --app-version %VERSION% --input "%LIB%" --main-jar "%JAR%" --icon "%ROOT%\installers\common\icon\manako.ico" --add-modules "%MODULES%" --java-options "%FLAGS%" --add-launcher manako-cli="%~dp0manako-cli.properties" --dest "%OUT%" || exit /b 1
"%JPACKAGE%" --type msi --name manako --app-version %VERSION% --app-image "%OUT%\manako" --dest "%OUT%" --win-menu --win-shortcut --win-dir-chooser
