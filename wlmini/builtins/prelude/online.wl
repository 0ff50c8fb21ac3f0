(* What asks a server for knowledge or services: none is reached from here, and the functions say so. *)

CloudGet::usage = "CloudGet[object] gives what a cloud object holds; no server is reached from here.";
CloudPut::usage = "CloudPut[expr, object] puts an expression into the cloud; no server is reached from here.";
CloudDeploy::usage = "CloudDeploy[expr] puts an expression into the cloud for use from elsewhere; no server is reached from here.";
CloudExport::usage = "CloudExport[expr, \"format\"] puts an expression into the cloud in a format; no server is reached from here.";
CloudImport::usage = "CloudImport[object] gives what a cloud object holds, read in its format; no server is reached from here.";
CloudSave::usage = "CloudSave[symbol, object] saves definitions in the cloud; no server is reached from here.";
CloudEvaluate::usage = "CloudEvaluate[expr] evaluates in the cloud; no server is reached from here.";
CloudConnect::usage = "CloudConnect[] connects to the cloud; no server is reached from here.";
CloudDisconnect::usage = "CloudDisconnect[] ends the connection to the cloud; no server is reached from here.";
CloudObjects::usage = "CloudObjects[] lists the objects in the cloud; no server is reached from here.";
CloudSubmit::usage = "CloudSubmit[expr] evaluates in the cloud, without waiting; no server is reached from here.";
EntityValue::usage = "EntityValue[entity, property] gives a property of an entity; no server is reached from here.";
EntityList::usage = "EntityList[class] lists the entities of a class; no server is reached from here.";
EntityProperties::usage = "EntityProperties[type] lists the properties of entities of a type; no server is reached from here.";
WolframAlpha::usage = "WolframAlpha[\"query\"] asks Wolfram Alpha; no server is reached from here.";
ServiceExecute::usage = "ServiceExecute[service, \"request\"] asks a service on the web; no server is reached from here.";
ServiceConnect::usage = "ServiceConnect[\"service\"] connects to a service on the web; no server is reached from here.";
LLMSynthesize::usage = "LLMSynthesize[prompt] has a language model write text; no server is reached from here.";
LLMEvaluate::usage = "LLMEvaluate[prompt] has a language model answer; no server is reached from here.";
ChatEvaluate::usage = "ChatEvaluate[chat, prompt] has a language model answer in a chat; no server is reached from here.";
ImageSynthesize::usage = "ImageSynthesize[prompt] has a model make an image; no server is reached from here.";
CityData::usage = "CityData[name] gives data about cities; no server is reached from here.";
CountryData::usage = "CountryData[name] gives data about countries; no server is reached from here.";
ChemicalData::usage = "ChemicalData[name] gives data about chemicals; no server is reached from here.";
ElementData::usage = "ElementData[name] gives data about chemical elements; no server is reached from here.";
FinancialData::usage = "FinancialData[name] gives data about shares and currencies; no server is reached from here.";
WeatherData::usage = "WeatherData[place] gives data about the weather; no server is reached from here.";
AirportData::usage = "AirportData[name] gives data about airports; no server is reached from here.";
StarData::usage = "StarData[name] gives data about stars; no server is reached from here.";
PlanetData::usage = "PlanetData[name] gives data about planets; no server is reached from here.";
WordData::usage = "WordData[word] gives data about words; no server is reached from here.";
DictionaryLookup::usage = "DictionaryLookup[pattern] gives words of a dictionary; no server is reached from here.";
GenomeData::usage = "GenomeData[gene] gives data about genes; no server is reached from here.";
ProteinData::usage = "ProteinData[name] gives data about proteins; no server is reached from here.";
ParticleData::usage = "ParticleData[name] gives data about particles; no server is reached from here.";
IsotopeData::usage = "IsotopeData[name] gives data about isotopes; no server is reached from here.";
PersonData::usage = "PersonData[name] gives data about persons; no server is reached from here.";
CompanyData::usage = "CompanyData[name] gives data about companies; no server is reached from here.";
MovieData::usage = "MovieData[name] gives data about films; no server is reached from here.";
WikipediaData::usage = "WikipediaData[\"article\"] gives the text of an article of Wikipedia; no server is reached from here.";
WebSearch::usage = "WebSearch[\"query\"] searches the web; no server is reached from here.";
WebImageSearch::usage = "WebImageSearch[\"query\"] searches the web for images; no server is reached from here.";
GeoGraphics::usage = "GeoGraphics[primitives] draws a map; no server is reached from here.";
FindGeoLocation::usage = "FindGeoLocation[] gives the place of this computer; no server is reached from here.";
FormulaData::usage = "FormulaData[name] gives formulas; no server is reached from here.";
TextTranslation::usage = "TextTranslation[text, language] translates a text; no server is reached from here.";
FindTextualAnswer::usage = "FindTextualAnswer[text, \"question\"] finds the answer to a question in a text; no server is reached from here.";
ResourceSearch::usage = "ResourceSearch[\"query\"] searches for resources; no server is reached from here.";
PacletInstall::usage = "PacletInstall[name] installs a paclet from a server; no server is reached from here.";
SendMail::usage = "SendMail[message] sends a message by electronic mail; no server is reached from here.";
URLExecute::usage = "URLExecute[url] asks a server and reads its answer; no server is reached from here.";
URLRead::usage = "URLRead[request] asks a server and gives its answer; no server is reached from here.";
URLDownload::usage = "URLDownload[url, file] downloads a file; no server is reached from here.";
URLSubmit::usage = "URLSubmit[url] asks a server, without waiting; no server is reached from here.";
SessionSubmit::usage = "SessionSubmit[expr] evaluates later, without waiting; tasks beside the evaluation are not run here.";
LocalSubmit::usage = "LocalSubmit[expr] evaluates in another kernel, without waiting; tasks beside the evaluation are not run here.";
CloudObject::usage = "CloudObject[\"uri\"] stands for an object in the cloud.";
Entity::usage = "Entity[\"type\", name] stands for a thing of the world, such as Entity[\"Country\", \"France\"].";
EntityClass::usage = "EntityClass[\"type\", name] stands for a class of things of the world.";
EntityProperty::usage = "EntityProperty[\"type\", name] stands for a property of things of the world.";
EntityStore::usage = "EntityStore[data] stands for things of one's own with their properties.";
ResourceFunction::usage = "ResourceFunction[\"name\"] stands for a function of the function repository; it cannot be fetched here.";
ResourceObject::usage = "ResourceObject[\"name\"] stands for a resource of a repository; it cannot be fetched here.";
LLMFunction::usage = "LLMFunction[\"prompt\"] stands for a function that a language model carries out; none is reached from here.";
LLMPrompt::usage = "LLMPrompt[\"name\"] stands for a prompt of a repository.";
LLMTool::usage = "LLMTool[spec, f] stands for a tool that a language model may use.";
ScheduledTask::usage = "ScheduledTask[expr, time] stands for an evaluation at a later time.";
ChatObject::usage = "ChatObject[...] stands for a chat with a language model.";

$Offline = "No server of the Wolfram cloud, of its knowledge base or of the web is reached from here.";

$AsksServer = {CloudGet, CloudPut, CloudDeploy, CloudExport, CloudImport, CloudSave, CloudEvaluate, CloudConnect, CloudDisconnect, CloudObjects, CloudSubmit, EntityValue, EntityList, EntityProperties, WolframAlpha, ServiceExecute, ServiceConnect, LLMSynthesize, LLMEvaluate, ChatEvaluate, ImageSynthesize, CityData, CountryData, ChemicalData, ElementData, FinancialData, WeatherData, AirportData, StarData, PlanetData, WordData, DictionaryLookup, GenomeData, ProteinData, ParticleData, IsotopeData, PersonData, CompanyData, MovieData, WikipediaData, WebSearch, WebImageSearch, GeoGraphics, FindGeoLocation, FormulaData, TextTranslation, FindTextualAnswer, ResourceSearch, PacletInstall, SendMail, URLExecute, URLRead, URLDownload, URLSubmit, SessionSubmit, LocalSubmit};
$Elsewhere = {CloudObject, Entity, EntityClass, EntityProperty, EntityStore, ResourceFunction, ResourceObject, LLMFunction, LLMPrompt, LLMTool, ScheduledTask, ChatObject};

Scan[
  Function[f, f::offline = $Offline; f[___] := (Message[f::offline]; $Failed)],
  $AsksServer
];
Scan[Function[f, f::offline = $Offline], $Elsewhere];

Entity[___][property_] := EntityValue[Entity, property]
EntityClass[___][property_] := EntityValue[EntityClass, property]
ResourceFunction[_][___] := (Message[ResourceFunction::offline]; $Failed)
ResourceObject[_][___] := (Message[ResourceObject::offline]; $Failed)
LLMFunction[___][___] := (Message[LLMFunction::offline]; $Failed)

SetAttributes[ScheduledTask, HoldFirst];
SetAttributes[{CloudEvaluate, CloudSubmit, SessionSubmit, LocalSubmit}, HoldAll];
Scan[SetAttributes[#, Protected] &, Join[$AsksServer, $Elsewhere]];
